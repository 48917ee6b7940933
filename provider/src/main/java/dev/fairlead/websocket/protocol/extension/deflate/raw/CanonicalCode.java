package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.MAX_CODE_LENGTH;

import java.util.Arrays;

/**
 * A Huffman code as deflate writes it: the length of each symbol's code (RFC 1951 section 3.2.2). Only the symbols that
 * have a code are kept: a short message uses a few dozen of 286.
 */
final class CanonicalCode {
    private static final int MAX_SYMBOLS = 288;

    /** By length: how many codes have it. */
    final int[] counts = new int[MAX_CODE_LENGTH + 1];

    /** After {@link #sort}: the symbols in the order of their codes. */
    final short[] sorted = new short[MAX_SYMBOLS];

    private final short[] symbols = new short[MAX_SYMBOLS];
    private final byte[] lengths = new byte[MAX_SYMBOLS];
    private final int[] next = new int[MAX_CODE_LENGTH + 1];
    private int size;

    /** Begins another code. */
    void clear() {
        size = 0;
        Arrays.fill(counts, 0);
    }

    /**
     * Adds a symbol that has a code; the symbols come in their order.
     *
     * @param symbol the symbol
     * @param length 1 to 15 bits
     */
    void add(int symbol, int length) {
        symbols[size] = (short) symbol;
        lengths[size++] = (byte) length;
        counts[length]++;
    }

    /**
     * Adds what an array says.
     *
     * @param all by symbol: its code's length, 0 for none
     * @return this
     */
    CanonicalCode addAll(byte[] all) {
        for (int symbol = 0; symbol < all.length; symbol++) {
            if (all[symbol] != 0) {
                add(symbol, all[symbol]);
            }
        }
        return this;
    }

    /**
     * The longest code.
     *
     * @return bits; 0 if there is none
     */
    int longest() {
        int length = MAX_CODE_LENGTH;
        while (length > 0 && counts[length] == 0) {
            length--;
        }
        return length;
    }

    /**
     * How many codes of 15 bits are not in use: 0 for a complete code, less than 0 for more codes than there can be.
     *
     * @return 2 to the 15th less Kraft's sum
     */
    int unused() {
        int left = 1;
        for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
            left = (left << 1) - counts[length];
        }
        return left;
    }

    /** Puts the symbols in the order of their codes: by length, and those of the same length by symbol. */
    void sort() {
        int first = 0;
        for (int length = 1; length <= MAX_CODE_LENGTH; length++) {
            next[length] = first;
            first += counts[length];
        }
        for (int i = 0; i < size; i++) {
            sorted[next[lengths[i]]++] = symbols[i];
        }
    }
}
