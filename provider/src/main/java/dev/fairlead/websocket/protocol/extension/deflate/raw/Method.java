package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.Strategy;

/**
 * How a connection compresses: what its level and strategy come down to.
 *
 * @param parser     finds the matches
 * @param effort     how hard it tries
 * @param fixedCodes whether blocks never have codes of their own
 */
record Method(Parser parser, Effort effort, boolean fixedCodes) {
    static Method of(Compression compression) {
        Strategy strategy = compression.strategy();
        return new Method(Parser.of(strategy, compression.level()), Effort.of(compression.level(), strategy),
                strategy == Strategy.FIXED);
    }

    /**
     * Begins a context with what a message is to know of a history.
     *
     * @param context       to begin with
     * @param history       of the messages before
     * @param messageLength how long the message is, or this part of it
     * @param last          whether nothing follows that may refer to it
     */
    void recall(MatchContext context, HistoryRing history, int messageLength, boolean last) {
        int most = parser.usesTable() ? effort.recalled(messageLength) : 1;
        context.load(history, most, last ? Math.min(history.length() + messageLength, most) : most);
    }

    /** Enters what the table lacks of the bytes before an index. */
    void prepare(MatchContext context, int at) {
        if (parser.usesTable()) {
            context.table().enterUpTo(context.window(), at, parser.usesChains(), effort);
        }
    }

    /** See {@link Parser#parse}. */
    int parse(MatchContext context, int from, int to, TokenBuffer tokens) {
        return parser.parse(context, from, to, effort, tokens);
    }
}
