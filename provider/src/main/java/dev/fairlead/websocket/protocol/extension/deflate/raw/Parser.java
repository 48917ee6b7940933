package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.Strategy;

/**
 * Cuts plaintext into literals and matches: each strategy and kind of level has its way. Has no state.
 */
interface Parser {
    /**
     * The parser of a strategy and level.
     *
     * @param strategy any
     * @param level    1 to 9
     */
    static Parser of(Strategy strategy, int level) {
        return switch (strategy) {
            case HUFFMAN_ONLY -> new LiteralParser();
            case RLE -> new RunParser();
            case DEFAULT, FILTERED, FIXED -> {
                if (level == 1) {
                    yield new FastParser();
                }
                yield level <= 3 ? new GreedyParser() : new LazyParser();
            }
        };
    }

    /**
     * Parses until a piece ends or the tokens are enough for a block.
     *
     * @param context where the plaintext is, and what comes before it
     * @param from    the index to begin at
     * @param to      the index to end at; a match may end behind it if there are more bytes in the window
     * @param effort  how hard to try
     * @param tokens  that are added to
     * @return the index behind the last token
     */
    int parse(MatchContext context, int from, int to, Effort effort, TokenBuffer tokens);

    /** Whether the table of matches is used. */
    default boolean usesTable() {
        return true;
    }

    /** Whether the table is used with its chains. */
    default boolean usesChains() {
        return false;
    }
}
