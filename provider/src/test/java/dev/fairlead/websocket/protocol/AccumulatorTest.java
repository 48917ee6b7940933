package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccumulatorTest {
    private final CountingAllocator allocator = new CountingAllocator();
    private final Accumulator accumulator = new Accumulator(allocator);
    private final byte[] data = new byte[10_000];

    AccumulatorTest() {
        new Random(9).nextBytes(data);
    }

    @Test
    void putsPiecesTogether() {
        accumulator.append(data, 0, 10, -1, false);
        accumulator.append(data, 10, 0, -1, false);
        accumulator.append(data, 10, 3000, -1, false);
        assertThat(accumulator.size()).isEqualTo(3010);
        assertThat(Arrays.copyOf(accumulator.array(), 3010)).isEqualTo(Arrays.copyOf(data, 3010));
        accumulator.clear();
        assertThat(accumulator.isEmpty()).isTrue();
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void givesAwayWhatItHasInAnArrayOfThatSize() {
        accumulator.append(data, 0, 5000, -1, true);
        assertThat(accumulator.take()).isEqualTo(Arrays.copyOf(data, 5000));
        assertThat(accumulator.take()).isEmpty();
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void copiesNothingWhereASixteenthHasComeOfWhatFollows() {
        accumulator.append(data, 0, 589, 9411, true);
        byte[] array = accumulator.array();
        accumulator.append(data, 589, 9411, 0, true);
        assertThat(accumulator.take()).isSameAs(array).isEqualTo(data);
        assertThat(allocator.acquired).isZero();
    }

    @Test
    void takesTwiceWhatHasComeWhereMuchMoreIsAnnounced() {
        accumulator.append(data, 0, 588, 9412, true);
        assertThat(allocator.largest).isEqualTo(2 * 588);
    }

    @Test
    void copiesNothingAtTheEndWhereTheLengthIsKnown() {
        accumulator.append(data, 0, 100, 9900, true);
        accumulator.append(data, 100, 5900, 4000, true);
        accumulator.append(data, 6000, 4000, 0, true);
        byte[] array = accumulator.array();
        assertThat(accumulator.take()).isSameAs(array).isEqualTo(data);
        assertThat(allocator.lent).isEmpty();
        assertThat(allocator.largest).isLessThan(10_000);
    }

    @Test
    void startsAnewAfterItGaveAwayAnExactArray() {
        accumulator.append(data, 0, 100, 0, true);
        accumulator.take();
        accumulator.append(data, 0, 100, -1, false);
        assertThat(allocator.lent).hasSize(1);
        accumulator.clear();
        accumulator.append(data, 0, 10, 0, true);
        accumulator.clear();
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void keepsTheLastBytes() {
        accumulator.append(data, 0, 10, -1, false);
        accumulator.keepLast(3);
        accumulator.append(data, 10, 2, -1, false);
        assertThat(accumulator.take()).isEqualTo(Arrays.copyOfRange(data, 7, 12));
        accumulator.append(data, 0, 10, -1, false);
        accumulator.keepLast(0);
        assertThat(allocator.lent).isEmpty();
    }
}
