package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * The code lengths that a dynamic block begins with (RFC 1951 section 3.2.7): those of both codes in one row, runs
 * shortened, in a Huffman code of their own.
 */
final class CodeLengths {
    /** How many symbols the row has at most: as many as there are lengths. */
    private static final int MAX_ROW = DeflateFormat.LITERAL_CODES + DeflateFormat.DISTANCE_CODES;

    private static final int MIN_LITERALS = DeflateFormat.END_OF_BLOCK + 1;
    private static final int MIN_DISTANCES = 1;
    private static final int MIN_CODE_LENGTHS = 4;

    private static final int MAX_REPEATED = 6;
    private static final int MIN_ZEROS_LONG = 11;
    private static final int MAX_ZEROS_LONG = 138;
    private static final int MIN_RUN = 3;

    // by code length symbol
    private static final int[] EXTRA_BITS = new int[DeflateFormat.CODE_LENGTH_CODES];

    static {
        EXTRA_BITS[DeflateFormat.REPEAT_PREVIOUS] = 2;
        EXTRA_BITS[DeflateFormat.REPEAT_ZERO] = 3;
        EXTRA_BITS[DeflateFormat.REPEAT_ZERO_LONG] = 7;
    }

    // what isn't zero: where in the row, and how long
    private final short[] places = new short[MAX_ROW];
    private final byte[] lengths = new byte[MAX_ROW];
    private int present;

    // the row with its runs shortened
    private final byte[] symbols = new byte[MAX_ROW];
    private final byte[] extras = new byte[MAX_ROW];
    private int size;

    private final int[] counts = new int[DeflateFormat.CODE_LENGTH_CODES];
    private final HuffmanCode code = new HuffmanCode(DeflateFormat.CODE_LENGTH_CODES);

    private int literals;
    private int distances;
    private int codeLengths;

    /**
     * Describes two codes.
     *
     * @return how many bits that takes
     */
    int describe(HuffmanCode literalCode, HuffmanCode distanceCode, HuffmanBuilder builder) {
        // the last of each row isn't zero: the end of a block has a code, and so have two distances at the least
        present = 0;
        literals = addAll(literalCode, 0);
        distances = addAll(distanceCode, literals) - literals;
        shorten();

        builder.build(counts, DeflateFormat.MAX_CODE_LENGTH_CODE_LENGTH, code);
        codeLengths = DeflateFormat.CODE_LENGTH_CODES;
        while (codeLengths > MIN_CODE_LENGTHS
                && code.lengths()[DeflateFormat.CODE_LENGTH_ORDER[codeLengths - 1]] == 0) {
            codeLengths--;
        }
        int bits = 5 + 5 + 4 + 3 * codeLengths;
        for (int symbol = 0; symbol < counts.length; symbol++) {
            bits += counts[symbol] * (code.lengths()[symbol] + EXTRA_BITS[symbol]);
        }
        return bits;
    }

    /** Writes what was described. */
    void write(BitWriter out) {
        out.write(literals - MIN_LITERALS, 5);
        out.write(distances - MIN_DISTANCES, 5);
        out.write(codeLengths - MIN_CODE_LENGTHS, 4);
        for (int i = 0; i < codeLengths; i++) {
            out.write(code.lengths()[DeflateFormat.CODE_LENGTH_ORDER[i]], 3);
        }
        for (int i = 0; i < size; i++) {
            int symbol = symbols[i];
            int bits = code.codes()[symbol];
            out.write(bits >>> HuffmanCode.LENGTH_BITS, bits & HuffmanCode.LENGTH_MASK);
            out.write(extras[i], EXTRA_BITS[symbol]);
        }
    }

    /** Adds a code's lengths to the row and returns where it ends. */
    private int addAll(HuffmanCode code, int start) {
        short[] all = code.symbols();
        int count = code.size();
        for (int i = 0; i < count; i++) {
            places[present] = (short) (start + all[i]);
            lengths[present++] = code.lengths()[all[i]];
        }
        return start + all[count - 1] + 1;
    }

    private void shorten() {
        Arrays.fill(counts, 0);
        size = 0;
        int end = 0;
        for (int from = 0; from < present;) {
            addZeros(places[from] - end);
            byte length = lengths[from];
            int to = from + 1;
            while (to < present && lengths[to] == length && places[to] == places[to - 1] + 1) {
                to++;
            }
            add(length, 0);
            addRepeated(length, to - from - 1);
            end = places[to - 1] + 1;
            from = to;
        }
    }

    private void addZeros(int run) {
        int left = run;
        while (left >= MIN_ZEROS_LONG) {
            int count = Math.min(left, MAX_ZEROS_LONG);
            add(DeflateFormat.REPEAT_ZERO_LONG, count - MIN_ZEROS_LONG);
            left -= count;
        }
        if (left >= MIN_RUN) {
            add(DeflateFormat.REPEAT_ZERO, left - MIN_RUN);
            left = 0;
        }
        for (; left > 0; left--) {
            add(0, 0);
        }
    }

    private void addRepeated(int length, int run) {
        int left = run;
        while (left >= MIN_RUN) {
            int count = Math.min(left, MAX_REPEATED);
            add(DeflateFormat.REPEAT_PREVIOUS, count - MIN_RUN);
            left -= count;
        }
        for (; left > 0; left--) {
            add(length, 0);
        }
    }

    private void add(int symbol, int extra) {
        counts[symbol]++;
        symbols[size] = (byte) symbol;
        extras[size++] = (byte) extra;
    }
}
