package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HuffmanBuilderTest {
    private final HuffmanBuilder builder = new HuffmanBuilder();

    private HuffmanCode build(int longest, int... counts) {
        HuffmanCode code = new HuffmanCode(counts.length);
        builder.build(counts, longest, code);
        return code;
    }

    /** How full the tree is, in units of a leaf at the longest length. */
    private static int room(HuffmanCode code, int longest) {
        int taken = 0;
        for (byte length : code.lengths()) {
            taken += length == 0 ? 0 : 1 << longest - length;
        }
        return taken;
    }

    /** The bits of the best code there is: the sum of the weights of all inner nodes. */
    private static long optimum(int[] counts) {
        PriorityQueue<Long> nodes = new PriorityQueue<>();
        for (int count : counts) {
            if (count > 0) {
                nodes.add((long) count);
            }
        }
        long bits = 0;
        while (nodes.size() > 1) {
            long node = nodes.remove() + nodes.remove();
            bits += node;
            nodes.add(node);
        }
        return bits;
    }

    @Test
    void givesFrequentSymbolsShortCodes() {
        assertThat(build(15, 45, 13, 12, 16, 9, 5).lengths()).containsExactly(1, 3, 3, 3, 4, 4);
    }

    @Test
    void isAsGoodAsAnyCodeCanBe() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int[] counts = new int[2 + random.nextInt(285)];
            for (int symbol = 0; symbol < counts.length; symbol++) {
                counts[symbol] = random.nextInt(3) == 0 ? 0 : random.nextInt(1 + random.nextInt(200));
            }
            counts[0] = 1;
            counts[1] = 1;
            HuffmanCode code = build(15, counts);
            assertThat(room(code, 15)).isEqualTo(1 << 15);
            assertThat(code.bits(counts)).isEqualTo(optimum(counts));
        }
    }

    @Test
    void keepsTheLimitAndStaysComplete() {
        int[] fibonacci = new int[25];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        for (int longest : new int[] {5, 7, 15}) {
            HuffmanCode code = build(longest, fibonacci);
            assertThat(room(code, longest)).isEqualTo(1 << longest);
            for (int symbol = 1; symbol < fibonacci.length; symbol++) {
                assertThat(code.lengths()[symbol]).isBetween((byte) 1, code.lengths()[symbol - 1]);
            }
        }
    }

    @Test
    void completesACodeOfFewerThanTwoSymbols() {
        assertThat(build(15, 0, 0, 0).lengths()).containsExactly(1, 1, 0);
        assertThat(build(15, 9, 0, 0).lengths()).containsExactly(1, 1, 0);
        assertThat(build(15, 0, 0, 9).lengths()).containsExactly(1, 0, 1);
    }

    @Test
    void remembersNothingOfTheCodeBefore() {
        build(15, 1, 2, 3, 4, 5, 6, 7, 8);
        HuffmanCode code = new HuffmanCode(3);
        builder.build(new int[] {1, 1, 0}, 15, code);
        builder.build(new int[] {0, 5, 5}, 15, code);
        assertThat(code.lengths()).containsExactly(0, 1, 1);
    }

    @Test
    void ordersCodesAsRfc1951Does() {
        // the example of section 3.2.2; codes are written from their first bit on
        HuffmanCode code = new HuffmanCode(new byte[] {3, 3, 3, 3, 3, 2, 4, 4});
        int[] expected = {0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111};
        for (int symbol = 0; symbol < expected.length; symbol++) {
            int length = code.codes()[symbol] & HuffmanCode.LENGTH_MASK;
            int reversed = Integer.reverse(code.codes()[symbol] >>> HuffmanCode.LENGTH_BITS) >>> 32 - length;
            assertThat(length).isEqualTo(code.lengths()[symbol]);
            assertThat(reversed).isEqualTo(expected[symbol]);
        }
    }
}
