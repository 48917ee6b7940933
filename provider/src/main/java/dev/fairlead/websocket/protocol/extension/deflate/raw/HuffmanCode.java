package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * A canonical Huffman code to write with (RFC 1951 section 3.2.2): from the lengths of the codes follow the codes.
 */
final class HuffmanCode {
    /** The lowest bits of an element of {@link #codes()} are the code's length, the others the code. */
    static final int LENGTH_BITS = 4;

    /** Takes the length out of an element of {@link #codes()}. */
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final byte[] lengths;
    private final int[] codes;
    private final int[] next = new int[DeflateFormat.MAX_CODE_LENGTH + 2];

    /** Creates a code in which no symbol has bits. */
    HuffmanCode(int symbols) {
        lengths = new byte[symbols];
        codes = new int[symbols];
    }

    /** Creates the code of given lengths. */
    HuffmanCode(byte[] lengths) {
        this.lengths = lengths;
        codes = new int[lengths.length];
        assign();
    }

    /** By symbol: how many bits it has, 0 for none. Who changes them calls {@link #assign()}. */
    byte[] lengths() {
        return lengths;
    }

    /** By symbol: the code as it is written, its first bit lowest, and its length. */
    int[] codes() {
        return codes;
    }

    /** How many symbols are left if those behind the last one that has bits are dropped; not fewer than the minimum. */
    int used(int minimum) {
        int used = lengths.length;
        while (used > minimum && lengths[used - 1] == 0) {
            used--;
        }
        return used;
    }

    /** How many bits it takes to write each symbol as often as it is said. */
    long bits(int[] counts) {
        long bits = 0;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += (long) counts[symbol] * lengths[symbol];
        }
        return bits;
    }

    /** Works out the codes: shorter ones before longer ones, those of a length in the order of their symbols. */
    void assign() {
        Arrays.fill(next, 0);
        for (byte length : lengths) {
            next[length + 1]++;
        }
        next[1] = 0;
        for (int length = 1; length <= DeflateFormat.MAX_CODE_LENGTH; length++) {
            next[length] = next[length - 1] + next[length] << 1;
        }
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            // what this makes of symbols without bits is never looked at, and a branch here can't be predicted
            int length = lengths[symbol];
            codes[symbol] = Integer.reverse(next[length]++) >>> -length << LENGTH_BITS | length;
        }
    }
}
