package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** Takes a match only if there is no longer one at the next byte. */
final class LazyParser implements Parser {
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
        // the match at the byte before, which waits for a longer one
        int waiting = MatchFinder.NONE;
        while (at < stop && tokens.hasRoom()) {
            int waitingLength = MatchFinder.length(waiting);
            int chain = waitingLength >= effort.good() ? effort.chain() >> 2 : effort.chain();
            int match = finder.find(at, Math.max(waitingLength, effort.shortest() - 1), chain);
            if (match != MatchFinder.NONE) {
                if (waiting != MatchFinder.NONE) {
                    tokens.literal(bytes[at - 1]);
                }
                misses = 0;
                if (MatchFinder.length(match) >= effort.lazy()) {
                    at = take(match, at, at + 1, finder, tokens);
                    waiting = MatchFinder.NONE;
                } else {
                    waiting = match;
                    at++;
                }
            } else if (waiting != MatchFinder.NONE) {
                at = take(waiting, at - 1, at + 1, finder, tokens);
                waiting = MatchFinder.NONE;
            } else {
                int step = Math.min(Math.min(1 + (misses++ >> PATIENCE_BITS), TokenBuffer.SPARE), stop - at);
                for (int i = 0; i < step; i++) {
                    tokens.literal(bytes[at++]);
                }
            }
        }
        if (waiting != MatchFinder.NONE) {
            at = take(waiting, at - 1, at, finder, tokens);
        }
        context.table().enteredUpTo(Math.min(at, hashable));
        while (at >= hashable && at < to && tokens.hasRoom()) {
            tokens.literal(bytes[at++]);
        }
        return at;
    }

    /** Takes a match; what lies within it from an index on isn't entered yet. Returns where it ends. */
    private static int take(int match, int at, int enterFrom, MatchFinder finder, TokenBuffer tokens) {
        int next = at + MatchFinder.length(match);
        tokens.match(MatchFinder.length(match), MatchFinder.distance(match));
        finder.enter(enterFrom, next);
        return next;
    }
}
