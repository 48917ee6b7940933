package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** What matches are looked for in: the window and the table of what it has. */
final class Context {
    private final SlidingWindow window;
    private final MatchTable table;

    // whose plaintext the window ends with
    private Object tenant;

    /** Creates an empty context of one size. */
    Context(EngineSize size) {
        window = new SlidingWindow(size.windowBits(), TokenBuffer.limit(size.memoryLevel()));
        table = new MatchTable(size.windowBits(), size.memoryLevel());
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

    /** Begins a stream without history. */
    void clear() {
        window.clear();
        table.begin();
    }

    /** Begins in the middle of a stream, with the newest bytes of its history; they aren't in the table yet. */
    void load(HistoryRing history, int most) {
        window.load(history, most);
        table.begin();
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
