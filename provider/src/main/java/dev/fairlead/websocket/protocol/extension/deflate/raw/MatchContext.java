package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * What matches are looked for in: the plaintext and the table of what it has. Most are lent for the time of one
 * message or part by an {@link EnginePool}. Not thread-safe.
 */
public final class MatchContext {
    private final ContextSize size;
    private final int place;
    private final SlidingWindow window;
    private final MatchTable table;

    // whose plaintext the window ends with
    private Object tenant;

    /**
     * Creates an empty context.
     *
     * @param size  what it is to hold
     * @param place where it lies in its pool, or {@link EnginePool#ANYWHERE}
     */
    public MatchContext(ContextSize size, int place) {
        this.size = size;
        this.place = place;
        window = new SlidingWindow(size.windowBits(), TokenBuffer.limit(size.memoryLevel()));
        table = new MatchTable(size.windowBits(), size.memoryLevel());
    }

    /**
     * What it was created for.
     *
     * @return as it was given
     */
    public ContextSize size() {
        return size;
    }

    /**
     * Where it lies in its pool.
     *
     * @return as it was given
     */
    public int place() {
        return place;
    }

    SlidingWindow window() {
        return window;
    }

    MatchTable table() {
        return table;
    }

    /** Whether the window ends with what that tenant gave it last. */
    boolean isOf(Object someone) {
        return tenant == someone;
    }

    /** Remembers whose plaintext the window ends with; null if it is of use to nobody. */
    void leaveTo(Object someone) {
        tenant = someone;
    }

    /**
     * Begins with the newest bytes of a history; they aren't in the table yet.
     *
     * @param history that has them
     * @param most    how many at most
     * @param places  how many places the table is going to have soon
     */
    void load(HistoryRing history, int most, int places) {
        window.load(history, most);
        // where it has a place it is going to stay with its plaintext for long, and that gets more
        table.begin(place == EnginePool.ANYWHERE ? places : window.size());
    }

    /** Makes room before more plaintext is added, see {@link SlidingWindow#slide}. */
    int slide(int at, int kept) {
        int dropped = window.slide(at, kept);
        table.slide(dropped);
        return dropped;
    }

    /** Drops the bytes from an index on, as if they had never been here. */
    void truncate(int index) {
        window.truncate(index);
        table.truncate(index);
    }
}
