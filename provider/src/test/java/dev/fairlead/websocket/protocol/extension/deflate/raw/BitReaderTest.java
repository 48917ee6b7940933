package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BitReaderTest {
    private final BitReader in = new BitReader();

    private static int bit(byte[] bytes, long position) {
        return bytes[(int) (position >>> 3)] >> (position & 7) & 1;
    }

    @Test
    void readsTheLowestBitsOfEachByteFirst() {
        in.open(new byte[] {(byte) 0b1011_0010, 0b0000_0101}, 0, 2, 0);
        in.refill();
        assertThat(in.take(1)).isZero();
        assertThat(in.take(3)).isEqualTo(0b001);
        assertThat(in.take(6)).isEqualTo(0b01_1011);
        assertThat(in.take(1)).isOne();
    }

    @Test
    void readsAnyNumberOfBitsFromAnyPieceOfAnArray() {
        Random random = new Random(1);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            int offset = from == to ? 0 : random.nextInt(8);
            in.open(bytes, from, to, offset);
            long position = 8L * from + offset;
            while (position < 8L * to) {
                assertThat(in.bitPosition()).isEqualTo(position);
                assertThat(in.remaining()).isEqualTo(8L * to - position);
                in.refill();
                assertThat(in.count).as("round %d", round).isGreaterThanOrEqualTo(
                        (int) Math.min(BitReader.REFILLED, 8L * to - position));
                for (int left = random.nextInt(60); left > 0 && in.count > 0; left--) {
                    int number = random.nextInt(Math.min(in.count, 31) + 1);
                    int taken = in.take(number);
                    for (int i = 0; i < number; i++) {
                        assertThat(taken >>> i & 1).as("round %d", round).isEqualTo(bit(bytes, position++));
                    }
                }
            }
            in.refill();
            assertThat(in.count).isZero();
        }
    }

    @Test
    void hasZerosBehindTheEnd() {
        byte[] bytes = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
        in.open(bytes, 3, 5, 0);
        in.refill();
        assertThat(in.count).isEqualTo(16);
        assertThat(in.bits).isEqualTo(0xFFFF);
    }

    @Test
    void goesOnWithTheNextWholeByte() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        in.open(bytes, 0, 10, 0);
        in.refill();
        in.take(9);
        in.alignToByte();
        assertThat(in.position).isEqualTo(2);
        in.refill();
        assertThat(in.take(8)).isEqualTo(3);
        in.alignToByte();
        assertThat(in.position).isEqualTo(3);
    }

    @Test
    void returnsToABit() {
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        in.open(bytes, 1, 10, 3);
        in.refill();
        in.take(13);
        long mark = in.bitPosition();
        in.take(17);
        in.seek(mark);
        assertThat(in.bitPosition()).isEqualTo(mark).isEqualTo(24);
        in.refill();
        assertThat(in.take(8)).isEqualTo(4);
    }
}
