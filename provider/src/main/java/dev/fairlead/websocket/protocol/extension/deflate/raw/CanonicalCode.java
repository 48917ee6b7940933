package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.MAX_CODE_LENGTH;

import java.util.Arrays;

/**
 * A Huffman code as deflate writes it: the length of each symbol's code (RFC 1951 section 3.2.2). Only the symbols that
 * have a code are kept: a short message uses a few dozen of 286.
 */
final class CanonicalCode {
    private static final int MAX_SYMBOLS = 288;
    private static final int LENGTH_BITS = 4;

    /** By length, from 1 on: how many codes have it. */
    final int[] counts = new int[MAX_CODE_LENGTH + 1];

    /** Once it is {@linkplain #order ordered}: the symbols in the order of their codes. */
    final short[] sorted = new short[MAX_SYMBOLS];

    /** Likewise: the longest code, in bits; 0 if there is none. */
    int longest;

    /** Likewise: how many more codes of 15 bits there could be: 0 in a complete code, negative if there are too many. */
    int unused;

    /** Symbol and length of each code, and room for one that has none. */
    private final short[] codes = new short[MAX_SYMBOLS + 1];
    private final int[] next = new int[MAX_CODE_LENGTH + 1];
    private int size;

    /** Begins another code. */
    void clear() {
        size = 0;
        Arrays.fill(counts, 0);
    }

    /**
     * Adds the next symbol. Whether it has a code is as good as random, so that it isn't asked for with a branch: what
     * has none is overwritten by what follows.
     *
     * @param symbol larger than those before it
     * @param length 1 to 15 bits; 0 for no code
     */
    void add(int symbol, int length) {
        codes[size] = (short) (symbol << LENGTH_BITS | length);
        size += -length >>> 31;
        counts[length]++;
    }

    /**
     * Adds all symbols.
     *
     * @param lengths by symbol: its code's length, 0 for none
     */
    void addAll(byte[] lengths) {
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            add(symbol, lengths[symbol]);
        }
    }

    /** Puts the symbols in the order of their codes: by length, and those of the same length by symbol. */
    void order() {
        int first = 0;
        int left = 1;
        int most = 0;
        for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
            int count = counts[length];
            next[length] = first;
            first += count;
            left = (left << 1) - count;
            most = count == 0 ? most : length;
        }
        longest = most;
        unused = left;
        for (int i = 0; i < size; i++) {
            int code = codes[i];
            sorted[next[code & MAX_CODE_LENGTH]++] = (short) (code >>> LENGTH_BITS);
        }
    }
}
