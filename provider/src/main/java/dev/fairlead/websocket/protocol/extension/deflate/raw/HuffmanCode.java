package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * A canonical Huffman code to write with (RFC 1951 section 3.2.2): from the lengths of the codes follow the codes. Only
 * the symbols that have a code are looked at: a small message uses a few dozen of 286.
 */
final class HuffmanCode {
    /** The lowest bits of an element of {@link #codes()} are the code's length, the others the code. */
    static final int LENGTH_BITS = 4;

    /** Takes the length out of an element of {@link #codes()}. */
    static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final byte[] lengths;
    private final int[] codes;
    private final short[] symbols;
    private final int[] next = new int[DeflateFormat.MAX_CODE_LENGTH + 2];
    private int size;

    /** Creates a code in which no symbol has bits. */
    HuffmanCode(int symbols) {
        lengths = new byte[symbols];
        codes = new int[symbols];
        this.symbols = new short[symbols];
    }

    /** Creates the code of given lengths, none of which is 0. */
    HuffmanCode(byte[] lengths) {
        this(lengths.length);
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            add(symbol);
            this.lengths[symbol] = lengths[symbol];
        }
        assign();
    }

    /** By symbol: how many bits it has, 0 for none. Who changes them calls {@link #assign()}. */
    byte[] lengths() {
        return lengths;
    }

    /** By symbol that has bits: the code as it is written, its first bit lowest, and its length. */
    int[] codes() {
        return codes;
    }

    /** The symbols that have bits in their order, the first {@link #size()} of the array. */
    short[] symbols() {
        return symbols;
    }

    /** How many symbols have bits. */
    int size() {
        return size;
    }

    /** Begins another code, in which no symbol has bits yet. */
    void clear() {
        size = 0;
        Arrays.fill(lengths, (byte) 0);
    }

    /** Adds a symbol that is going to have bits, behind those before it. */
    void add(int symbol) {
        symbols[size++] = (short) symbol;
    }

    /** How many bits it takes to write each symbol as often as it is said. */
    long bits(int[] counts) {
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits += (long) counts[symbols[i]] * lengths[symbols[i]];
        }
        return bits;
    }

    /** Works out the codes: shorter ones before longer ones, those of a length in the order of their symbols. */
    void assign() {
        Arrays.fill(next, 0);
        for (int i = 0; i < size; i++) {
            next[lengths[symbols[i]] + 1]++;
        }
        for (int length = 1; length <= DeflateFormat.MAX_CODE_LENGTH; length++) {
            next[length] = next[length - 1] + next[length] << 1;
        }
        for (int i = 0; i < size; i++) {
            int symbol = symbols[i];
            int length = lengths[symbol];
            codes[symbol] = Integer.reverse(next[length]++) >>> -length << LENGTH_BITS | length;
        }
    }
}
