package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** Makes matches of distance 1 only, that is, finds runs of one byte: the strategy RLE. */
final class RunParser implements Parser {
    @Override
    public boolean usesTable() {
        return false;
    }

    @Override
    public int parse(MatchContext context, int from, int to, Effort effort, TokenBuffer tokens) {
        byte[] bytes = context.window().bytes();
        int end = context.window().end();
        int at = from;
        while (at < to && tokens.hasRoom()) {
            int length = at == 0 ? 0
                    : MatchTable.matchLength(bytes, at - 1, at, 0, Math.min(DeflateFormat.MAX_MATCH, end - at));
            if (length >= DeflateFormat.MIN_MATCH) {
                tokens.match(length, 1);
                at += length;
            } else {
                tokens.literal(bytes[at++]);
            }
        }
        return at;
    }
}
