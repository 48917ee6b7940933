package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryRingTest {
    private static byte[] newest(HistoryRing history, int most) {
        byte[] bytes = new byte[history.length()];
        int length = history.copyTo(bytes, most);
        return Arrays.copyOf(bytes, length);
    }

    @Test
    void isTheEndOfWhatItWasGivenInAWindowsMemory() {
        Random random = new Random(1);
        HistoryRing history = new HistoryRing(256);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            byte[] piece = new byte[random.nextInt(random.nextInt(10) == 0 ? 900 : 60)];
            random.nextBytes(piece);
            history.add(ByteBuffer.wrap(piece));
            all.writeBytes(piece);
            byte[] everything = all.toByteArray();
            int most = random.nextInt(300);
            int length = Math.min(most, Math.min(256, everything.length));
            assertThat(newest(history, most)).isEqualTo(
                    Arrays.copyOfRange(everything, everything.length - length, everything.length));
            assertThat(history.capacity()).isLessThanOrEqualTo(256);
        }
    }

    @Test
    void growsWithWhatItIsGiven() {
        HistoryRing history = new HistoryRing(1 << 15);
        assertThat(history.capacity()).isZero();
        history.add(ByteBuffer.wrap(new byte[100]));
        assertThat(history.capacity()).isEqualTo(100);
        history.add(ByteBuffer.wrap(new byte[40_000]));
        assertThat(history.capacity()).isEqualTo(1 << 15);
    }

    @Test
    void holdsNothingOnceItIsCleared() {
        HistoryRing history = new HistoryRing(256);
        history.add(ByteBuffer.wrap(new byte[300]));
        history.clear();
        assertThat(history.length()).isZero();
        assertThat(history.capacity()).isZero();
        history.add(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(newest(history, 256)).containsExactly(1, 2);
    }

    @Test
    void leavesThePositionOfItsInputAlone() {
        HistoryRing history = new HistoryRing(256);
        ByteBuffer input = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        history.add(input);
        assertThat(input.position()).isOne();
        assertThat(newest(history, 256)).containsExactly(2, 3);
    }
}
