package dev.fairlead.benchmarks.hot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.frame.FrameWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EchoConnectionTest {
    private static final int READ_SIZE = 32 << 10;

    @ParameterizedTest
    @EnumSource
    void returnsEachMessage(Message message) throws Exception {
        int reply = FrameWriter.headerSize(message.size(), false) + message.size();
        try (EchoConnection connection = new EchoConnection(message, false, READ_SIZE)) {
            assertThat(connection.exchange(1)).isEqualTo(reply);
            assertThat(connection.exchange(9)).isEqualTo(10 * reply);
        }
    }

    @Test
    void returnsCompressedMessagesCompressedRoundTheEndOfTheirCycle() throws Exception {
        int messages = 2 * Message.TEXT_1K.cycle().size();
        try (EchoConnection connection = new EchoConnection(Message.TEXT_1K, true, READ_SIZE)) {
            long before = connection.exchange(0);
            for (int i = 0; i < messages; i++) {
                connection.exchange(1);
            }
            long bytes = (connection.exchange(0) - before) / messages;
            assertThat(bytes).isBetween(100L, 600L);
        }
    }

    @Test
    void answersWhatCameTogetherInOneWrite() throws Exception {
        try (EchoConnection connection = new EchoConnection(Message.TEXT_64, false, READ_SIZE)) {
            connection.exchange(16);
            assertThat(connection.writes()).isEqualTo(1);
        }
    }

    @Test
    void theBenchmarkRuns() throws Exception {
        PipelineBenchmark benchmark = new PipelineBenchmark();
        benchmark.message = Message.TEXT_64;
        benchmark.readSize = READ_SIZE;
        benchmark.open();
        assertThat(benchmark.alone()).isEqualTo(66);
        assertThat(benchmark.together()).isEqualTo(17 * 66);
        benchmark.close();
    }
}
