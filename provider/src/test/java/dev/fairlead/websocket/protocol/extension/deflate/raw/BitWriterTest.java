package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BitWriterTest {
    private final BitWriter out = new BitWriter();

    private byte[] written() {
        int size = out.size();
        return Arrays.copyOf(out.take(), size);
    }

    @Test
    void putsTheFirstBitIntoTheLowestPlace() {
        out.ensure(11);
        out.write(0b1, 1);
        out.write(0b01, 2);
        out.write(0b1111_0000, 8);
        out.align();
        assertThat(written()).containsExactly(0b1000_0011, 0b0000_0111);
    }

    @Test
    void writesUpTo32BitsAtOnceBehindAnyNumberOfBits() {
        for (int before = 0; before < 32; before++) {
            out.ensure(before + 32);
            out.write(0, before);
            out.write(0xFFFF_FFFF, 32);
            out.align();
            byte[] bytes = written();
            assertThat(bytes).hasSize((before + 32 + 7) / 8);
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                boolean expected = bit >= before && bit < before + 32;
                assertThat((bytes[bit / 8] >> bit % 8 & 1) == 1).as("bit %d of %d", bit, before).isEqualTo(expected);
            }
        }
    }

    @Test
    void growsWithWhatIsWritten() {
        byte[] piece = new byte[1000];
        Arrays.fill(piece, (byte) 7);
        for (int i = 0; i < 100; i++) {
            out.ensure(8000);
            out.write(piece, 0, 1000);
        }
        assertThat(written()).hasSize(100_000).containsOnly(7);
    }

    @Test
    void changesWhatIsWritten() {
        out.ensure(32);
        out.write(0, 32);
        out.patch(1, 0xABCD);
        assertThat(written()).containsExactly(0, 0xCD, 0xAB, 0);
    }

    @Test
    void givesAwayAnArrayOfItsOwn() {
        out.ensure(8);
        out.write(1, 8);
        out.align();
        byte[] first = out.take();
        out.ensure(8);
        out.write(2, 8);
        out.align();
        assertThat(written()).containsExactly(2);
        assertThat(first).containsExactly(1);
    }

    @Test
    void forgetsWhatItIsTold() {
        out.ensure(8);
        out.write(1, 5);
        out.clear();
        out.write(2, 8);
        out.align();
        assertThat(written()).containsExactly(2);
    }
}
