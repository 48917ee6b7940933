package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.Strategy;

/**
 * How hard a level tries.
 *
 * @param chain    how many earlier occurrences are looked at
 * @param lazy     a match shorter than that waits for a longer one at the next byte
 * @param good     with a match of that length at hand only a quarter of the chain is looked at
 * @param nice     a match of that length is good enough: the search ends
 * @param shortest shorter matches aren't taken
 * @param recall   of a history that has to be shown again so many bytes for each byte of the message, and a
 *                 {@link #LEAST_RECALLED} for all
 * @param dense    of that so many of the newest bytes are entered into the table in full, older ones by halves
 */
record Effort(int chain, int lazy, int good, int nice, int shortest, int recall, int dense) {
    /** Entering a history costs about a nanosecond for each byte: this much is always worth it. */
    static final int LEAST_RECALLED = 1 << 12;

    private static final int ALL = 1 << 15;
    private static final int MIN_FILTERED = 6;

    /** A message of so many bytes is likely to have the fixed codes: three literals take more bits than a match. */
    private static final int SMALL = 400;

    /** Levels 1 to 9, measured with messages of some hundred bytes to some KiB. */
    private static final Effort[] LEVELS = {
        new Effort(1, 0, 4, 16, 4, 8, 1024),
        new Effort(2, 0, 4, 32, 4, 8, 1024),
        new Effort(4, 0, 4, 48, 4, 8, 1024),
        new Effort(4, 4, 4, 32, 4, 16, 2048),
        new Effort(8, 16, 8, 48, 3, 16, 2048),
        new Effort(16, 16, 8, 128, 3, 16, 2048),
        new Effort(32, 32, 8, 128, 3, 32, 2048),
        new Effort(128, 128, 32, 258, 3, ALL, ALL),
        new Effort(512, 258, 258, 258, 3, ALL, ALL),
    };

    /**
     * The effort of a level.
     *
     * @param level    1 to 9
     * @param strategy FILTERED leaves out short matches
     */
    static Effort of(int level, Strategy strategy) {
        Effort effort = LEVELS[level - 1];
        return strategy == Strategy.FILTERED
                ? new Effort(effort.chain, effort.lazy, effort.good, effort.nice, MIN_FILTERED, effort.recall,
                        effort.dense)
                : effort;
    }

    /** How many bytes of its history a message is shown. */
    int recalled(int messageLength) {
        return LEAST_RECALLED + Math.min(messageLength, ALL) * recall;
    }

    /** Whether matches of three bytes are wanted in what is left of a message. */
    boolean takesThree(int length) {
        return shortest < MatchTable.HASHED && length <= SMALL;
    }
}
