package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.DISTANCE_BASE;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.DISTANCE_EXTRA_BITS;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.END_OF_BLOCK;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.FIRST_LENGTH;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.FIXED_DISTANCE_LENGTHS;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.FIXED_LITERAL_LENGTHS;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.LENGTH_BASE;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.LENGTH_EXTRA_BITS;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateFormat.MAX_CODE_LENGTH;
import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.util.Arrays;

/**
 * Decodes a Huffman code: the next bits of the input are the index of an entry that says what they stand for. Codes
 * that are longer than the index of the first table end in a second one, which the first one's entry points to. The
 * first table is only as large as the longest code needs, because a short message mustn't pay for a large one.
 *
 * <p>An entry, from the lowest bit on: 6 bits, how many bits are used up, extra bits included; one that marks what
 * isn't valid; 4 bits from {@link #CODE_LENGTH_SHIFT} on, how many of the bits used up are the code's; the marks
 * {@link #EXCEPTIONAL} and {@link #POINTER}; 15 bits from {@link #VALUE_SHIFT} on, the literal, the base to which the
 * extra bits are added, or the index of a second table; the mark of a literal, which makes the entry negative. The low
 * 6 bits of an {@code int} are what Java's shifts of a {@code long} look at, so entries are shifted by as they are.
 */
final class DecodeTable {
    /** What {@code count} takes of an entry: how many bits are used up. */
    static final int USED_MASK = 0x3F;

    /** Where an entry says how many bits its code has, or its second table's index. */
    private static final int CODE_LENGTH_SHIFT = 8;

    private static final int CODE_LENGTH_MASK = 0xF;

    /** Where an entry has its value; a literal's is only a byte. */
    static final int VALUE_SHIFT = 16;

    /** The entry is a pointer to a second table, the end of a block, or not valid. */
    static final int EXCEPTIONAL = 1 << 14;

    /** The entry is a pointer to a second table. */
    static final int POINTER = 1 << 15;

    /** No symbol has that code, or one that must not occur. */
    static final int INVALID = 1 << 6;

    /** The code of literals, lengths and the end of a block. */
    static final int[] LITERALS = literals();

    /** The code of distances. */
    static final int[] DISTANCES = distances();

    /**
     * The code of code lengths: a length is its value. Repetitions are {@link #EXCEPTIONAL}, with their number as the
     * value; those of zero are {@link #POINTER}, too.
     */
    static final int[] CODE_LENGTHS = codeLengths();

    /** The fixed literal/length code (section 3.2.6). */
    static final DecodeTable FIXED_LITERALS = fixed(LITERALS, FIXED_LITERAL_LENGTHS, 9);

    /** The fixed distance code. */
    static final DecodeTable FIXED_DISTANCES = fixed(DISTANCES, FIXED_DISTANCE_LENGTHS, 5);

    private static final int LITERAL = 1 << 31;
    private static final int ONE_BIT = 1 << CODE_LENGTH_SHIFT | 1;
    private static final int NOTHING = EXCEPTIONAL | INVALID | ONE_BIT;

    /** The first table, and behind it the second ones. */
    int[] entries;

    /** Which bits of the input are the index of the first table. */
    int mask;

    private final int[] symbols;
    private final int mostBits;

    /**
     * Creates a table that decodes nothing yet.
     *
     * @param symbols  by symbol: its entry, but for the code's length
     * @param mostBits how large the index of the first table may be
     */
    DecodeTable(int[] symbols, int mostBits) {
        this.symbols = symbols;
        this.mostBits = mostBits;
        entries = new int[1 << mostBits];
    }

    /**
     * Decodes another code from now on.
     *
     * @param code in {@linkplain CanonicalCode#order order}
     * @throws ProtocolException 1007 if there is no such code: over-subscribed; or incomplete, except that a single
     *                           code of one bit, or none at all, leaves the other bit unused, as in zlib
     */
    void build(CanonicalCode code) throws ProtocolException {
        if (code.unused < 0) {
            throw malformed("a Huffman code that is over-subscribed");
        }
        if (code.unused == 0) {
            fill(code);
        } else if (code.longest <= 1) {
            mask = 1;
            entries[0] = code.longest == 1 ? symbols[code.sorted[0]] + ONE_BIT : NOTHING;
            entries[1] = NOTHING;
        } else {
            throw malformed("a Huffman code that is incomplete");
        }
    }

    /**
     * What an entry stands for: its base and its extra bits, which are those that are used up but for the code's.
     *
     * @param entry not a pointer
     * @param bits  the input that it was found for
     * @return a length, a distance, a code length or a number of them
     */
    static int value(int entry, long bits) {
        return (entry >>> VALUE_SHIFT) + (int) ((bits & ~(-1L << entry)) >>> (entry >> CODE_LENGTH_SHIFT));
    }

    /**
     * Follows a pointer.
     *
     * @param pointer an entry
     * @param bits    the input behind what the pointer uses up
     * @return the index of the entry in a second table
     */
    static int second(int pointer, long bits) {
        int size = 1 << (pointer >> CODE_LENGTH_SHIFT & CODE_LENGTH_MASK);
        return (pointer >>> VALUE_SHIFT) + ((int) bits & size - 1);
    }

    /** Fills the first table by doubling it: with each more bit of index, what is there is there twice. */
    private void fill(CanonicalCode code) {
        int rootBits = Math.min(mostBits, code.longest);
        mask = (1 << rootBits) - 1;
        int[] table = entries;
        int used = 0;
        int word = 0;
        for (int length = 1; length <= rootBits; length++) {
            if (used > 0) {
                int size = 1 << length - 1;
                System.arraycopy(table, 0, table, size, size);
            }
            int sameLength = used + code.counts[length];
            int entry = length << CODE_LENGTH_SHIFT | length;
            while (used < sameLength) {
                table[word] = symbols[code.sorted[used++]] + entry;
                word = after(word, length);
            }
        }
        if (code.longest > rootBits) {
            fillSecondTables(code, rootBits, used, word);
        }
    }

    private void fillSecondTables(CanonicalCode code, int rootBits, int usedBefore, int firstWord) {
        int used = usedBefore;
        int word = firstWord;
        int end = 1 << rootBits;
        int prefix = -1;
        int start = 0;
        int bits = 0;
        for (int length = rootBits + 1; length <= code.longest; length++) {
            int rest = length - rootBits;
            int entry = rest << CODE_LENGTH_SHIFT | rest;
            for (int left = code.counts[length]; left > 0; left--) {
                if ((word & mask) != prefix) {
                    prefix = word & mask;
                    bits = secondBits(code, rootBits, rest, left);
                    start = end;
                    end += 1 << bits;
                    if (end > entries.length) {
                        entries = Arrays.copyOf(entries, Math.max(end, entries.length * 2));
                    }
                    entries[prefix] = EXCEPTIONAL | POINTER | start << VALUE_SHIFT | bits << CODE_LENGTH_SHIFT
                            | rootBits;
                }
                int value = symbols[code.sorted[used++]] + entry;
                for (int i = start + (word >>> rootBits); i < end; i += 1 << rest) {
                    entries[i] = value;
                }
                word = after(word, length);
            }
        }
    }

    /** The index that a second table needs: as many bits as the codes that begin alike need to fill it. */
    private static int secondBits(CanonicalCode code, int rootBits, int rest, int sameLength) {
        int bits = rest;
        int filled = sameLength;
        // ends because the code is complete
        while (filled < 1 << bits) {
            bits++;
            filled = (filled << 1) + code.counts[rootBits + bits];
        }
        return bits;
    }

    /** The next code of a length: one more, where the lowest bit is the one that is read last. */
    private static int after(int word, int length) {
        int zeros = ~word & (1 << length) - 1;
        int carry = Integer.highestOneBit(zeros);
        return carry == 0 ? 0 : word & carry - 1 | carry;
    }

    private static int[] literals() {
        int[] entries = new int[FIXED_LITERAL_LENGTHS.length];
        Arrays.fill(entries, EXCEPTIONAL | INVALID);
        for (int literal = 0; literal < END_OF_BLOCK; literal++) {
            entries[literal] = LITERAL | literal << VALUE_SHIFT;
        }
        entries[END_OF_BLOCK] = EXCEPTIONAL;
        for (int code = 0; code < LENGTH_BASE.length; code++) {
            entries[FIRST_LENGTH + code] = LENGTH_BASE[code] << VALUE_SHIFT | LENGTH_EXTRA_BITS[code];
        }
        return entries;
    }

    private static int[] distances() {
        int[] entries = new int[FIXED_DISTANCE_LENGTHS.length];
        Arrays.fill(entries, EXCEPTIONAL | INVALID);
        for (int code = 0; code < DISTANCE_BASE.length; code++) {
            entries[code] = DISTANCE_BASE[code] << VALUE_SHIFT | DISTANCE_EXTRA_BITS[code];
        }
        return entries;
    }

    private static int[] codeLengths() {
        int[] entries = new int[DeflateFormat.CODE_LENGTH_CODES];
        for (int length = 0; length <= MAX_CODE_LENGTH; length++) {
            entries[length] = length << VALUE_SHIFT;
        }
        entries[DeflateFormat.REPEAT_PREVIOUS] = EXCEPTIONAL | 3 << VALUE_SHIFT | 2;
        entries[DeflateFormat.REPEAT_ZERO] = EXCEPTIONAL | POINTER | 3 << VALUE_SHIFT | 3;
        entries[DeflateFormat.REPEAT_ZERO_LONG] = EXCEPTIONAL | POINTER | 11 << VALUE_SHIFT | 7;
        return entries;
    }

    private static DecodeTable fixed(int[] symbols, byte[] lengths, int bits) {
        DecodeTable table = new DecodeTable(symbols, bits);
        CanonicalCode code = new CanonicalCode();
        code.addAll(lengths);
        code.order();
        table.fill(code);
        return table;
    }
}
