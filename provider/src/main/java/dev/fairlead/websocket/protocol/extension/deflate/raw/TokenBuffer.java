package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * The literals and matches of the block that is being made, and how often each symbol occurs in it. The memory level
 * says how many there are in a block.
 */
final class TokenBuffer {
    /** How many tokens may be added at once after {@link #hasRoom()}. */
    static final int SPARE = 32;

    // a literal is its value; a match has the sign bit, its length in bits 16 to 23 and its distance in bits 0 to 14
    private static final int MATCH = 0x8000_0000;
    private static final int LENGTH_SHIFT = 16;

    private final int[] tokens;
    private final int limit;
    private final int[] literalCounts = new int[DeflateFormat.LITERAL_CODES];
    private final int[] distanceCounts = new int[DeflateFormat.DISTANCE_CODES];
    private int count;

    /**
     * Creates an empty buffer.
     *
     * @param memoryLevel 1 to 9: a block has 128 to 32768 tokens, as with zlib
     */
    TokenBuffer(int memoryLevel) {
        limit = limit(memoryLevel);
        tokens = new int[limit + SPARE];
    }

    /** How many tokens a block has at a memory level. */
    static int limit(int memoryLevel) {
        return 1 << memoryLevel + 6;
    }

    /** Whether more tokens belong into the block: then there is room for {@link #SPARE} of them. */
    boolean hasRoom() {
        return count < limit;
    }

    /** Adds a byte as it is. */
    void literal(byte value) {
        int symbol = value & 0xFF;
        literalCounts[symbol]++;
        tokens[count++] = symbol;
    }

    /** Adds a repetition of 3 to 258 bytes that begins 1 to 32768 bytes back. */
    void match(int length, int distance) {
        literalCounts[DeflateFormat.FIRST_LENGTH + DeflateFormat.lengthCode(length)]++;
        distanceCounts[DeflateFormat.distanceCode(distance)]++;
        tokens[count++] = MATCH | length - DeflateFormat.MIN_MATCH << LENGTH_SHIFT | distance - 1;
    }

    /** Begins a new block. */
    void clear() {
        count = 0;
        Arrays.fill(literalCounts, 0);
        Arrays.fill(distanceCounts, 0);
    }

    /** How many tokens there are. */
    int count() {
        return count;
    }

    /** The tokens, the first {@link #count()} of the array. */
    int[] tokens() {
        return tokens;
    }

    /** How often each literal and each length code occurs. */
    int[] literalCounts() {
        return literalCounts;
    }

    /** How often each distance code occurs. */
    int[] distanceCounts() {
        return distanceCounts;
    }

    /** Whether a token is a literal: its value, then. */
    static boolean isLiteral(int token) {
        return token >= 0;
    }

    /** The length of a match, 3 to 258. */
    static int length(int token) {
        return (token >>> LENGTH_SHIFT & 0xFF) + DeflateFormat.MIN_MATCH;
    }

    /** The distance of a match, 1 to 32768. */
    static int distance(int token) {
        return (token & 0x7FFF) + 1;
    }
}
