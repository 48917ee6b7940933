package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Looks along a chain for the longest match. One is made for each call of a parser, and never leaves it: the compiler
 * keeps its fields in registers.
 */
final class MatchFinder {
    /** What {@link #find} returns where there is no match. */
    static final int NONE = 0;

    /** How far back three bytes may be: further, the distance takes as many bits as three literals. */
    private static final int REACH_OF_THREE = 1 << 12;

    private final byte[] bytes;
    private final int base;
    private final int end;
    private final int size;
    private final short[] newest;
    private final short[] earlier;
    private final int mask;
    private final int shift;
    private final int nice;

    // null where matches of three bytes aren't wanted
    private final short[] newestOfThree;
    private final int reachOfThree;

    /**
     * Creates a finder.
     *
     * @param context to look in
     * @param from    where the first look is going to be
     * @param effort  of the looks
     */
    MatchFinder(MatchContext context, int from, Effort effort) {
        SlidingWindow window = context.window();
        bytes = window.bytes();
        base = window.base();
        end = window.end();
        size = window.size();
        MatchTable table = context.table();
        newest = table.newest();
        earlier = table.earlier();
        mask = earlier.length - 1;
        shift = table.shift();
        nice = effort.nice();
        newestOfThree = effort.takesThree(end - from) ? table.newestOfThree() : null;
        reachOfThree = Math.min(size, REACH_OF_THREE);
    }

    /**
     * Looks for a match, and enters the place.
     *
     * @param at     the index; four bytes are there
     * @param longer how long a match is that is known: only longer ones are of interest
     * @param chain  how many earlier occurrences are looked at
     * @return its {@link #length} and {@link #distance}, or {@link #NONE}
     */
    int find(int at, int longer, int chain) {
        int four = (int) MatchTable.INT.get(bytes, at);
        int hash = MatchTable.hash(four, shift);
        int position = base + at;
        int distance = position - newest[hash] & 0xFFFF;
        earlier[position & mask] = newest[hash];
        newest[hash] = (short) position;

        int three = NONE;
        if (newestOfThree != null) {
            int hashOfThree = MatchTable.hashOfThree(four);
            if (longer < DeflateFormat.MIN_MATCH) {
                three = three(at, four, position - newestOfThree[hashOfThree] & 0xFFFF);
            }
            newestOfThree[hashOfThree] = (short) position;
        }

        int most = Math.min(DeflateFormat.MAX_MATCH, end - at);
        int best = Math.max(longer, MatchTable.HASHED - 1);
        if (best >= most) {
            return three;
        }
        int enough = Math.min(nice, most);
        int reach = Math.min(size, at);
        int found = three;
        int last = 0;
        // along a chain distances grow; where one doesn't, the chain was overwritten
        for (int left = chain; distance > last && distance <= reach; left--) {
            int there = at - distance;
            if (bytes[there + best] == bytes[at + best] && (int) MatchTable.INT.get(bytes, there) == four) {
                int length = MatchTable.matchLength(bytes, there, at, MatchTable.HASHED, most);
                if (length > best) {
                    best = length;
                    found = length << Short.SIZE | distance;
                    if (length >= enough) {
                        break;
                    }
                }
            }
            if (left <= 1) {
                break;
            }
            last = distance;
            distance = position - earlier[position - distance & mask] & 0xFFFF;
        }
        return found;
    }

    private int three(int at, int four, int distance) {
        boolean found = distance != 0 && distance <= Math.min(reachOfThree, at)
                && ((int) MatchTable.INT.get(bytes, at - distance) ^ four) << Byte.SIZE == 0;
        return found ? DeflateFormat.MIN_MATCH << Short.SIZE | distance : NONE;
    }

    /** Enters places without a look. */
    void enter(int from, int to) {
        for (int i = from, limit = Math.min(to, end - MatchTable.HASHED + 1); i < limit; i++) {
            int four = (int) MatchTable.INT.get(bytes, i);
            int hash = MatchTable.hash(four, shift);
            earlier[base + i & mask] = newest[hash];
            newest[hash] = (short) (base + i);
            if (newestOfThree != null) {
                newestOfThree[MatchTable.hashOfThree(four)] = (short) (base + i);
            }
        }
    }

    static int length(int match) {
        return match >>> Short.SIZE;
    }

    static int distance(int match) {
        return match & 0xFFFF;
    }
}
