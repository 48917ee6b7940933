package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static ByteBuffer noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    @Test
    void keepsAWindowBeforeAnIndexAndAllBehindIt() {
        SlidingWindow window = new SlidingWindow(8, 128);
        window.add(noise(5000), 0);
        byte[] expected = Arrays.copyOfRange(window.bytes(), 4800 - 256, 5000);
        int position = window.base() + 4800;
        int dropped = window.slide(4800, 4800);
        assertThat(dropped).isEqualTo(4800 - 256);
        assertThat(window.end()).isEqualTo(456);
        assertThat(Arrays.copyOf(window.bytes(), 456)).isEqualTo(expected);
        assertThat(window.base() + 4800 - dropped).isEqualTo(position);
    }

    @Test
    void keepsTheBlockThatIsBeingMadeIfItIsNotTooLarge() {
        SlidingWindow window = new SlidingWindow(8, 1000);
        window.add(noise(5000), 0);
        assertThat(window.slide(5000, 4000)).isEqualTo(4000);
        assertThat(window.end()).isEqualTo(1000);
        window.add(noise(5000), 0);
        assertThat(window.slide(6000, 1000)).isEqualTo(6000 - 256);
    }

    @Test
    void slidesNothingOutWhereThereIsLessThanAWindow() {
        SlidingWindow window = new SlidingWindow(10, 128);
        window.add(noise(1000), 0);
        assertThat(window.slide(1000, 1000)).isZero();
        assertThat(window.end()).isEqualTo(1000);
    }

    @Test
    void takesInAsMuchAsThereIsRoomFor() {
        SlidingWindow window = new SlidingWindow(8, 128);
        ByteBuffer plain = noise(100_000);
        int taken = window.add(plain, 0);
        assertThat(taken).isEqualTo(window.bytes().length);
        assertThat(window.hasRoomFor(1)).isFalse();
        window.slide(window.end(), window.end());
        assertThat(window.hasRoomFor(8000)).isTrue();
        assertThat(window.add(plain, taken)).isGreaterThanOrEqualTo(8000);
        assertThat(window.bytes()[256]).isEqualTo(plain.get(taken));
        assertThat(plain.position()).isZero();
    }

    @Test
    void givesAnotherPlaintextPositionsThatNothingRefersTo() {
        SlidingWindow window = new SlidingWindow(8, 128);
        window.add(noise(300), 0);
        int last = window.base() + 299;
        HistoryRing history = new HistoryRing(256);
        history.add(noise(100));
        window.load(history, 50);
        assertThat(window.end()).isEqualTo(50);
        assertThat(window.base() - last).isGreaterThan(256);
    }
}
