package dev.fairlead.benchmarks.hot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepsTest {
    @Test
    void unmasksAsTheRfcSays() {
        MaskBenchmark mask = new MaskBenchmark();
        mask.size = 67;
        mask.offset = 6;
        mask.make();
        byte[] masked = mask.unmask().clone();
        assertThat(masked).isNotEqualTo(new byte[73]);
        assertThat(mask.byByte()).isEqualTo(new byte[73]);
    }

    @Test
    void readsAndWritesHeadersOfEachForm() throws Exception {
        FrameBenchmark frame = new FrameBenchmark();
        frame.size = 1024;
        frame.make();
        assertThat(frame.read()).isEqualTo(1024);
        assertThat(frame.read()).isEqualTo(1024);
        assertThat(frame.write()).isEqualTo(4);
    }

    @Test
    void decodesAndEncodes() {
        TextBenchmark text = new TextBenchmark();
        text.size = 64;
        text.make();
        assertThat(text.decode()).isEqualTo(text.decodeUnchecked()).hasSize(64);
        assertThat(text.encode() - 4).isEqualTo(text.encodeApart().length).isEqualTo(68);
    }

    @Test
    void findsTheEndpoint() throws Exception {
        PathBenchmark path = new PathBenchmark();
        path.endpoints = 10;
        path.deploy();
        assertThat(path.find().pathParameters()).containsEntry("room", "blue").containsEntry("member", "42");
        path.stop();
    }
}
