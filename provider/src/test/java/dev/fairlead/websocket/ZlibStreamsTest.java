package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.extension.deflate.Strategy;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZlibStreamsTest {
    private final ZlibStreams streams = new ZlibStreams(1);

    @Test
    void lendsAStreamAgainThatCameBack() {
        Deflater deflater = streams.deflater(6, Strategy.DEFAULT);
        streams.release(deflater, 6, Strategy.DEFAULT);
        assertThat(streams.deflater(6, Strategy.DEFAULT)).isSameAs(deflater);
        Inflater inflater = streams.inflater();
        streams.release(inflater);
        assertThat(streams.inflater()).isSameAs(inflater);
    }

    @Test
    void lendsNoStreamOfAnotherKind() {
        Deflater deflater = streams.deflater(6, Strategy.DEFAULT);
        streams.release(deflater, 6, Strategy.DEFAULT);
        assertThat(streams.deflater(5, Strategy.DEFAULT)).isNotSameAs(deflater);
        assertThat(streams.deflater(6, Strategy.FILTERED)).isNotSameAs(deflater);
    }

    @Test
    void endsWhatItDoesNotKeep() {
        Deflater first = streams.deflater(6, Strategy.DEFAULT);
        Deflater second = streams.deflater(6, Strategy.DEFAULT);
        streams.release(first, 6, Strategy.DEFAULT);
        streams.release(second, 6, Strategy.DEFAULT);
        first.getTotalIn();
        // what the JDK throws of a stream that was ended differs between its versions
        assertThatThrownBy(second::getTotalIn).hasMessageContaining("closed");
        Inflater third = streams.inflater();
        Inflater fourth = streams.inflater();
        streams.release(third);
        streams.release(fourth);
        assertThatThrownBy(fourth::getTotalIn).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @EnumSource(value = Strategy.class, names = {"DEFAULT", "FILTERED", "HUFFMAN_ONLY"})
    void lendsDeflatersThatTakeTheirInputInTheFirstCall(Strategy strategy) {
        Deflater deflater = streams.deflater(1, strategy);
        for (int i = 0; i < 2; i++) {
            deflater.setInput(new byte[100]);
            assertThat(deflater.deflate(new byte[200], 0, 200, Deflater.SYNC_FLUSH)).isPositive();
            assertThat(deflater.needsInput()).isTrue();
            streams.release(deflater, 1, strategy);
            assertThat(streams.deflater(1, strategy)).isSameAs(deflater);
        }
    }

    @Test
    void canBeUsedByManyThreads() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> work = () -> {
                int total = 0;
                for (int i = 0; i < 2000; i++) {
                    Deflater deflater = streams.deflater(1, Strategy.DEFAULT);
                    deflater.setInput(new byte[100]);
                    total += deflater.deflate(new byte[200], 0, 200, Deflater.SYNC_FLUSH);
                    streams.release(deflater, 1, Strategy.DEFAULT);
                }
                return total;
            };
            List<Future<Integer>> results = executor.invokeAll(
                    IntStream.range(0, 4).mapToObj(thread -> work).toList());
            int expected = results.get(0).get();
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(expected).isPositive();
            }
        } finally {
            executor.shutdown();
        }
    }
}
