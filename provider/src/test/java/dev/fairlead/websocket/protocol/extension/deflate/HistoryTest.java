package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static byte[] content(History history) {
        return Arrays.copyOfRange(history.array(), history.end() - history.length(), history.end());
    }

    @Test
    void isTheEndOfWhatItWasGiven() {
        Messages messages = new Messages(1);
        History history = new History(256);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            byte[] piece = messages.noise(messages.below(messages.below(10) == 0 ? 900 : 60));
            history.add(ByteBuffer.wrap(piece));
            all.writeBytes(piece);
            byte[] everything = all.toByteArray();
            assertThat(content(history)).isEqualTo(
                    Arrays.copyOfRange(everything, Math.max(0, everything.length - 256), everything.length));
            assertThat(history.array().length).isLessThanOrEqualTo(384);
        }
    }

    @Test
    void growsWithWhatItIsGiven() {
        History history = new History(1 << 15);
        assertThat(history.array()).isEmpty();
        history.add(ByteBuffer.wrap(new byte[100]));
        assertThat(history.array()).hasSize(100);
    }

    @Test
    void holdsNothingOnceItIsCleared() {
        History history = new History(256);
        history.add(ByteBuffer.wrap(new byte[100]));
        history.clear();
        assertThat(history.length()).isZero();
        assertThat(history.array()).isEmpty();
    }

    @Test
    void leavesThePositionOfItsInputAlone() {
        History history = new History(256);
        ByteBuffer input = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        history.add(input);
        assertThat(input.position()).isOne();
        assertThat(content(history)).containsExactly(2, 3);
    }
}
