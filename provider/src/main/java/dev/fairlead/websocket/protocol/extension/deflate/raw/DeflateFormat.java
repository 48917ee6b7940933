package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * What RFC 1951 fixes: block types, the codes of lengths and distances, the alphabet of code lengths and the fixed
 * codes. The arrays are shared and not to be changed.
 */
final class DeflateFormat {
    /** A block without compression (section 3.2.4). */
    static final int STORED = 0;

    /** A block with the fixed codes (section 3.2.6). */
    static final int FIXED = 1;

    /** A block that begins with its own codes (section 3.2.7). */
    static final int DYNAMIC = 2;

    /** How many bytes a stored block can have. */
    static final int MAX_STORED = 0xFFFF;

    /** The shortest match. */
    static final int MIN_MATCH = 3;

    /** The longest match. */
    static final int MAX_MATCH = 258;

    /** The literal/length symbol that ends a block; smaller ones are literals, larger ones lengths. */
    static final int END_OF_BLOCK = 256;

    /** The literal/length symbol of the first length code. */
    static final int FIRST_LENGTH = 257;

    /** How many literal/length symbols there are. The fixed code has 288: two of them never occur. */
    static final int LITERAL_CODES = 286;

    /** How many distance symbols there are. The fixed code has 32: two of them never occur. */
    static final int DISTANCE_CODES = 30;

    /** How many symbols the alphabet of code lengths has. */
    static final int CODE_LENGTH_CODES = 19;

    /** The most bits of a literal/length or distance code. */
    static final int MAX_CODE_LENGTH = 15;

    /** The most bits of a code in which code lengths are written. */
    static final int MAX_CODE_LENGTH_CODE_LENGTH = 7;

    /** Code length symbol: the length before again, 3 to 6 times, in 2 extra bits. */
    static final int REPEAT_PREVIOUS = 16;

    /** Code length symbol: 3 to 10 zeros, in 3 extra bits. */
    static final int REPEAT_ZERO = 17;

    /** Code length symbol: 11 to 138 zeros, in 7 extra bits. */
    static final int REPEAT_ZERO_LONG = 18;

    /** By length code: the shortest match that it stands for (section 3.2.5). */
    static final int[] LENGTH_BASE = {3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83,
        99, 115, 131, 163, 195, 227, 258};

    /** By length code: how many bits follow it. */
    static final int[] LENGTH_EXTRA_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5,
        5, 5, 5, 0};

    /** By distance code: the smallest distance that it stands for. */
    static final int[] DISTANCE_BASE = {1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12_289, 16_385, 24_577};

    /** By distance code: how many bits follow it. */
    static final int[] DISTANCE_EXTRA_BITS = {0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10,
        11, 11, 12, 12, 13, 13};

    /** The code length symbols in the order in which a dynamic block tells the lengths of their codes. */
    static final int[] CODE_LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** The fixed literal/length code: how many bits each symbol has, including the two that never occur. */
    static final byte[] FIXED_LITERAL_LENGTHS = fixedLiteralLengths();

    /** The fixed distance code: how many bits each symbol has, including the two that never occur. */
    static final byte[] FIXED_DISTANCE_LENGTHS = fixedDistanceLengths();

    /** By match length less {@link #MIN_MATCH}: the length code, 0 to 28. */
    static final byte[] LENGTH_CODE = lengthCodes();

    /** The distances up to this one have an entry each in {@link #DISTANCE_CODE}, larger ones one for each 128. */
    private static final int NEAR = 256;

    /** By distance less 1; behind these, from {@link #NEAR}, by a 128th of distance less 1. */
    private static final byte[] DISTANCE_CODE = distanceCodes();

    private DeflateFormat() {
    }

    /**
     * The code of a match's length.
     *
     * @param length 3 to 258
     * @return 0 to 28; {@link #FIRST_LENGTH} more is the symbol
     */
    static int lengthCode(int length) {
        return LENGTH_CODE[length - MIN_MATCH];
    }

    /**
     * The code of a distance.
     *
     * @param distance 1 to 32768
     * @return 0 to 29
     */
    static int distanceCode(int distance) {
        return DISTANCE_CODE[distance <= NEAR ? distance - 1 : NEAR + (distance - 1 >>> 7)];
    }

    private static byte[] fixedLiteralLengths() {
        byte[] lengths = new byte[288];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, 288, (byte) 8);
        return lengths;
    }

    private static byte[] fixedDistanceLengths() {
        byte[] lengths = new byte[32];
        Arrays.fill(lengths, (byte) 5);
        return lengths;
    }

    // 258 has a code of its own, though the code before it could say it, too
    private static byte[] lengthCodes() {
        byte[] codes = new byte[MAX_MATCH - MIN_MATCH + 1];
        for (int code = 0; code < LENGTH_BASE.length; code++) {
            int first = LENGTH_BASE[code] - MIN_MATCH;
            int end = Math.min(first + (1 << LENGTH_EXTRA_BITS[code]), codes.length);
            Arrays.fill(codes, first, end, (byte) code);
        }
        return codes;
    }

    private static byte[] distanceCodes() {
        byte[] codes = new byte[2 * NEAR];
        for (int code = 0; code < DISTANCE_BASE.length; code++) {
            int first = DISTANCE_BASE[code] - 1;
            int end = first + (1 << DISTANCE_EXTRA_BITS[code]);
            if (end <= NEAR) {
                Arrays.fill(codes, first, end, (byte) code);
            } else {
                Arrays.fill(codes, NEAR + (first >>> 7), NEAR + (end >>> 7), (byte) code);
            }
        }
        return codes;
    }
}
