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
 * @param stride   each how manieth place of it is entered into the table
 */
record Effort(int chain, int lazy, int good, int nice, int shortest, int recall, int stride) {
    /** Entering a history costs about a nanosecond for each byte: this much is always worth it. */
    static final int LEAST_RECALLED = 1 << 12;

    private static final int ALL = 1 << 15;
    private static final int MIN_FILTERED = 6;

    /** Levels 1 to 9, measured with messages of some hundred bytes to some KiB. */
    private static final Effort[] LEVELS = {
        new Effort(1, 0, 4, 16, 4, 8, 2),
        new Effort(2, 0, 4, 32, 4, 8, 2),
        new Effort(4, 0, 4, 48, 4, 8, 2),
        new Effort(4, 4, 4, 32, 4, 16, 1),
        new Effort(8, 16, 8, 48, 4, 16, 1),
        new Effort(16, 16, 8, 128, 4, 16, 1),
        new Effort(32, 32, 8, 128, 4, 32, 1),
        new Effort(128, 128, 32, 258, 4, ALL, 1),
        new Effort(512, 258, 258, 258, 4, ALL, 1),
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
                        effort.stride)
                : effort;
    }

    /** How many bytes of its history a message is shown. */
    int recalled(int messageLength) {
        return LEAST_RECALLED + Math.min(messageLength, ALL) * recall;
    }
}
