package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** Makes literals only: the strategy HUFFMAN_ONLY. */
final class LiteralParser implements Parser {
    @Override
    public boolean usesTable() {
        return false;
    }

    @Override
    public int parse(MatchContext context, int from, int to, Effort effort, TokenBuffer tokens) {
        byte[] bytes = context.window().bytes();
        int at = from;
        while (at < to && tokens.hasRoom()) {
            tokens.literal(bytes[at++]);
        }
        return at;
    }
}
