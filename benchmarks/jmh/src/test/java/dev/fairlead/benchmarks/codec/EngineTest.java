package dev.fairlead.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
    @ParameterizedTest
    @EnumSource
    void receivesTheStreamFromEachOfItsPlacesAndRoundItsEnd(Engine engine) {
        List<byte[]> cycle = Corpus.JSON.messages(4096, 20);
        for (int windowBits : Cell.WINDOWS) {
            try (ReceivingConnections receivers =
                    new ReceivingConnections(engine.receiving(40, windowBits), new PayloadStream(cycle, windowBits), 40)) {
                for (int i = 0; i < 40 * 45; i++) {
                    assertThat(receivers.next()).isEqualTo(4096);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsWithTheContextOfItsConnection(Engine engine) {
        byte[] text = Corpus.TEXT.messages(1024, 1).get(0);
        try (Sending two = engine.sending(2, 12, Compression.DEFAULT)) {
            int first = two.send(0, text);
            assertThat(first).isBetween(400, 900);
            assertThat(two.send(0, text)).as("again").isLessThan(100);
            assertThat(two.send(1, text)).as("on the other connection").isEqualTo(first);
        }
    }

    @Test
    void aStreamThatFitsIntoTheWindowIsRefused() {
        assertThatThrownBy(() -> new PayloadStream(Corpus.JSON.messages(1024, 4), 12))
                .hasMessage("4 messages of 1024 bytes fit into the window");
    }

    @Test
    void theBenchmarksRun() {
        DeflateBenchmark deflate = new DeflateBenchmark();
        deflate.engine = Engine.FAIRLEAD;
        deflate.corpus = Corpus.JSON;
        deflate.size = 200;
        deflate.connections = 2;
        deflate.level = 1;
        deflate.windowBits = 12;
        deflate.open();
        DeflateBenchmark.Ratio ratio = new DeflateBenchmark.Ratio();
        assertThat(deflate.deflate(ratio)).isBetween(10, 200);
        assertThat(ratio.sentPercent).isBetween(10., 90.);
        deflate.close();

        InflateBenchmark inflate = new InflateBenchmark();
        inflate.engine = Engine.FAIRLEAD;
        inflate.corpus = Corpus.JSON;
        inflate.size = 200;
        inflate.connections = 2;
        inflate.windowBits = 12;
        inflate.open();
        assertThat(inflate.inflate()).isEqualTo(200);
        inflate.close();
    }

    @Test
    void pythonsZlibAgreesWithTheJdks() throws Exception {
        List<byte[]> messages = Corpus.JSON.messages(1024, 50);
        OptionalDouble zlib = ZlibRatios.ratio(messages, 6, 15, 8);
        Assumptions.assumeTrue(zlib.isPresent(), "python3 isn't installed");
        try (SendingConnections one = new SendingConnections(new PersistentJdk.Deflating(1, true, 6), messages, 1)) {
            messages.forEach(any -> one.next());
            assertThat(one.ratio()).isCloseTo(zlib.getAsDouble(), within(.01));
        }
    }

    @Test
    void aCellIsReadAsAForkSaysIt() {
        Cell cell = new Cell(true, Corpus.TEXT, 6, 200, 64, Engine.JZLIB, 12);
        String[] words = cell.line(new Rounds.Cost(1234.5, 66)).split(" ");

        assertThat(Cell.parse(words)).isEqualTo(cell);
        assertThat(Cell.cost(words)).isEqualTo(new Rounds.Cost(1234.5, 66));
    }

    @Test
    void theTablesNameTheCellsInWhichFairleadIsSlower() {
        CodecTables tables = new CodecTables();
        Cell kind = new Cell(true, Corpus.JSON, 1, 0, 0, Engine.FAIRLEAD, 0);
        tables.add(kind.with(200, 64, Engine.JDK_PERSISTENT, 15), new Rounds.Cost(10_000, 0));
        tables.add(kind.with(200, 64, Engine.FAIRLEAD, 12), new Rounds.Cost(4_000, 216));
        tables.add(kind.with(200, 64, Engine.FAIRLEAD, 15), new Rounds.Cost(12_000, 216));

        assertThat(tables.costs(kind).toString().lines()).hasSize(3);
        assertThat(tables.costs(kind).cell(0, "JDK persistent, µs")).isEqualTo("10.0");
        assertThat(tables.costs(kind).cell(0, "Fairlead, window 12")).isEqualTo("0.40");
        assertThat(tables.costs(kind).cell(0, "Fairlead, window 15")).isEqualTo("**1.20**");
        assertThat(tables.slower()).contains("deflate JSON, level 1, 200 B, 64 connections, window 15: 1.20");
    }

    @Test
    void roundsCountWhatIsDoneAndAllocated() {
        try (SendingConnections one =
                new SendingConnections(new PersistentJdk.Deflating(1, true, 1), Corpus.JSON.messages(200, 10), 1)) {
            List<Rounds.Cost> costs = new Rounds(2, 100_000).run(List.of(one));

            assertThat(costs).singleElement().satisfies(cost -> assertThat(cost.nanoseconds()).isPositive());
        }
    }
}
