package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodeTableTest {
    private static CanonicalCode code(int... lengths) {
        CanonicalCode code = new CanonicalCode();
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            code.add(symbol, lengths[symbol]);
        }
        code.order();
        return code;
    }

    /** The canonical codes by the letter of section 3.2.2. */
    private static int[] codes(int[] lengths) {
        int[] counts = new int[16];
        for (int length : lengths) {
            counts[length]++;
        }
        counts[0] = 0;
        int[] next = new int[16];
        for (int bits = 1; bits < 16; bits++) {
            next[bits] = next[bits - 1] + counts[bits - 1] << 1;
        }
        int[] codes = new int[lengths.length];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            codes[symbol] = lengths[symbol] == 0 ? 0 : next[lengths[symbol]]++;
        }
        return codes;
    }

    private static int entry(DecodeTable table, long bits) {
        int entry = table.entries[(int) bits & table.mask];
        if ((entry & DecodeTable.POINTER) == 0) {
            return entry;
        }
        return table.entries[DecodeTable.second(entry, bits >>> entry)];
    }

    private static int bitsUsed(DecodeTable table, long bits) {
        int first = table.entries[(int) bits & table.mask];
        boolean pointer = (first & DecodeTable.POINTER) != 0;
        return (pointer ? first & DecodeTable.USED_MASK : 0) + (entry(table, bits) & DecodeTable.USED_MASK);
    }

    /** Splits codes at random until there are as many as wanted: complete by construction. */
    private static int[] randomLengths(Random random, int symbols, int used) {
        int[] lengths = new int[symbols];
        lengths[0] = 1;
        lengths[1] = 1;
        for (int next = 2; next < used;) {
            // now and then the longest, so that long codes occur
            int split = random.nextInt(3) == 0 ? next - 1 : random.nextInt(next);
            if (lengths[split] < 15) {
                lengths[next++] = ++lengths[split];
            }
        }
        for (int i = symbols - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int length = lengths[i];
            lengths[i] = lengths[other];
            lengths[other] = length;
        }
        return lengths;
    }

    @ParameterizedTest(name = "first table of {0} bits")
    @ValueSource(ints = {1, 5, 7, 9, 15})
    void decodesEveryCodeToItsSymbolWhateverFollows(int rootBits) throws Exception {
        Random random = new Random(rootBits);
        int[] symbols = new int[286];
        for (int symbol = 0; symbol < symbols.length; symbol++) {
            symbols[symbol] = symbol << DecodeTable.VALUE_SHIFT;
        }
        DecodeTable table = new DecodeTable(symbols, rootBits);
        for (int round = 0; round < 200; round++) {
            int[] lengths = randomLengths(random, 286, 2 + random.nextInt(285));
            table.build(code(lengths));
            int[] codes = codes(lengths);
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] > 0) {
                    long reversed = Integer.toUnsignedLong(Integer.reverse(codes[symbol]) >>> 32 - lengths[symbol]);
                    long bits = reversed | random.nextLong() << lengths[symbol];
                    assertThat(DecodeTable.value(entry(table, bits), bits)).as("round %d", round).isEqualTo(symbol);
                    assertThat(bitsUsed(table, bits)).as("round %d", round).isEqualTo(lengths[symbol]);
                }
            }
        }
    }

    @Test
    void addsTheExtraBits() throws Exception {
        DecodeTable table = new DecodeTable(DecodeTable.DISTANCES, 5);
        int[] lengths = new int[30];
        lengths[5] = 1;
        lengths[6] = 2;
        lengths[29] = 2;
        table.build(code(lengths));
        assertThat(DecodeTable.value(entry(table, 0b0), 0b0)).isEqualTo(7);
        assertThat(DecodeTable.value(entry(table, 0b10), 0b10)).isEqualTo(8);
        long last = 0b1_1111_1111_1111_11;
        assertThat(DecodeTable.value(entry(table, last), last)).isEqualTo(32_768);
        assertThat(bitsUsed(table, last)).isEqualTo(15);
    }

    @Test
    void knowsTheFixedCodes() {
        for (int symbol = 0; symbol < 288; symbol++) {
            byte[] code = new BitString().addFixed(symbol).toBytes();
            int bits = code[0] & 0xFF | (code.length > 1 ? code[1] << 8 : 0);
            int entry = entry(DecodeTable.FIXED_LITERALS, bits);
            if (symbol < 256) {
                assertThat(entry).isNegative();
                assertThat(entry >>> DecodeTable.VALUE_SHIFT & 0xFF).isEqualTo(symbol);
            } else if (symbol == 256 || symbol > 285) {
                assertThat(entry & DecodeTable.EXCEPTIONAL).isNotZero();
                assertThat((entry & DecodeTable.INVALID) != 0).isEqualTo(symbol > 285);
            } else {
                assertThat(DecodeTable.value(entry, bits)).isEqualTo(DeflateFormat.LENGTH_BASE[symbol - 257]);
            }
        }
        for (int symbol = 0; symbol < 32; symbol++) {
            int bits = new BitString().addCode(symbol, 5).toBytes()[0];
            int entry = entry(DecodeTable.FIXED_DISTANCES, bits);
            assertThat((entry & DecodeTable.INVALID) != 0).isEqualTo(symbol >= 30);
        }
    }

    @Test
    void refusesCodesThatCannotBe() {
        DecodeTable table = new DecodeTable(DecodeTable.LITERALS, 9);
        assertThatThrownBy(() -> table.build(code(1, 1, 1))).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("over-subscribed");
        assertThatThrownBy(() -> table.build(code(15, 1, 1))).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("over-subscribed");
        assertThatThrownBy(() -> table.build(code(1, 2))).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("incomplete");
        assertThatThrownBy(() -> table.build(code(0, 2))).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("incomplete");
    }

    @Test
    void takesACodeOfOneBitOrNoneWithTheRestUnused() {
        DecodeTable table = new DecodeTable(DecodeTable.DISTANCES, 7);
        assertThatCode(() -> table.build(code(0, 0, 1))).doesNotThrowAnyException();
        assertThat(DecodeTable.value(entry(table, 0), 0)).isEqualTo(3);
        assertThat(entry(table, 1) & DecodeTable.INVALID).isNotZero();
        assertThatCode(() -> table.build(code(0, 0, 0))).doesNotThrowAnyException();
        assertThat(entry(table, 0) & DecodeTable.INVALID).isNotZero();
        assertThat(entry(table, 1) & DecodeTable.INVALID).isNotZero();
    }
}
