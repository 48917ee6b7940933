package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Takes a match where the newest occurrence of the next four bytes gives one, and looks no further. Where matches stay
 * out for long it looks at fewer places.
 */
final class FastParser implements Parser {
    /** After so many literals in a row each look is followed by one literal more that isn't looked at. */
    private static final int PATIENCE_BITS = 7;

    /** Matches up to that length are entered into the table in full. */
    private static final int ENTERED_IN_FULL = 24;

    /** Of a longer match that many places are entered at its beginning, and at its end. */
    private static final int ENTERED_AT_ENDS = 2;

    @Override
    public int parse(MatchContext context, int from, int to, Effort effort, TokenBuffer tokens) {
        SlidingWindow window = context.window();
        byte[] bytes = window.bytes();
        int base = window.base();
        int end = window.end();
        int size = window.size();
        MatchTable table = context.table();
        short[] newest = table.newest();
        int shift = table.shift();
        int shortest = effort.shortest();

        int hashable = end - MatchTable.HASHED + 1;
        int stop = Math.min(to, hashable);
        int at = from;
        int misses = 0;
        while (at < stop && tokens.hasRoom()) {
            int four = (int) MatchTable.INT.get(bytes, at);
            int hash = MatchTable.hash(four, shift);
            int distance = base + at - newest[hash] & 0xFFFF;
            newest[hash] = (short) (base + at);
            if (distance != 0 && distance <= Math.min(size, at)
                    && (int) MatchTable.INT.get(bytes, at - distance) == four) {
                int length = MatchTable.matchLength(bytes, at - distance, at, MatchTable.HASHED,
                        Math.min(DeflateFormat.MAX_MATCH, end - at));
                if (length >= shortest) {
                    tokens.match(length, distance);
                    misses = 0;
                    int next = at + length;
                    int enterEnd = Math.min(next, hashable);
                    int enterFrom = at + 1;
                    if (length > ENTERED_IN_FULL) {
                        int beginning = Math.min(enterFrom + ENTERED_AT_ENDS, enterEnd);
                        for (int i = enterFrom; i < beginning; i++) {
                            newest[MatchTable.hash((int) MatchTable.INT.get(bytes, i), shift)] = (short) (base + i);
                        }
                        enterFrom = next - ENTERED_AT_ENDS;
                    }
                    for (int i = enterFrom; i < enterEnd; i++) {
                        newest[MatchTable.hash((int) MatchTable.INT.get(bytes, i), shift)] = (short) (base + i);
                    }
                    at = next;
                    continue;
                }
            }
            tokens.literal(bytes[at++]);
            int skipped = Math.min(Math.min(misses++ >> PATIENCE_BITS, TokenBuffer.SPARE - 1), stop - at);
            for (int i = 0; i < skipped; i++) {
                tokens.literal(bytes[at++]);
            }
        }
        table.enteredUpTo(Math.min(at, hashable));
        while (at >= hashable && at < to && tokens.hasRoom()) {
            tokens.literal(bytes[at++]);
        }
        return at;
    }
}
