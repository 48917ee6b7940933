package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** Takes the longest match that it finds at each place. */
final class GreedyParser implements Parser {
    /** After so many literals in a row each look is followed by one literal more that isn't looked at. */
    private static final int PATIENCE_BITS = 8;

    @Override
    public boolean usesChains() {
        return true;
    }

    @Override
    public int parse(MatchContext context, int from, int to, Effort effort, TokenBuffer tokens) {
        byte[] bytes = context.window().bytes();
        int hashable = context.window().end() - MatchTable.HASHED + 1;
        int stop = Math.min(to, hashable);
        MatchFinder finder = new MatchFinder(context, from, effort);
        int at = from;
        int misses = 0;
        while (at < stop && tokens.hasRoom()) {
            int match = finder.find(at, effort.shortest() - 1, effort.chain());
            if (match != MatchFinder.NONE) {
                int length = MatchFinder.length(match);
                tokens.match(length, MatchFinder.distance(match));
                finder.enter(at + 1, at + length);
                at += length;
                misses = 0;
            } else {
                int step = Math.min(Math.min(1 + (misses++ >> PATIENCE_BITS), TokenBuffer.SPARE), stop - at);
                for (int i = 0; i < step; i++) {
                    tokens.literal(bytes[at++]);
                }
            }
        }
        context.table().enteredUpTo(Math.min(at, hashable));
        while (at >= hashable && at < to && tokens.hasRoom()) {
            tokens.literal(bytes[at++]);
        }
        return at;
    }
}
