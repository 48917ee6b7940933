package dev.fairlead.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the connections of the one thread share: buffers that are empty between two reads, and who receives broadcasts. */
final class FloorThread {
    private static final int INPUT = 256 << 10;
    private static final int OUTPUT = 512 << 10;

    /** Whether each text becomes a String and bytes again. */
    final boolean strings;
    final ByteBuffer input = ByteBuffer.allocateDirect(INPUT);
    /** Replies to one read. */
    final ByteBuffer output = ByteBuffer.allocateDirect(OUTPUT);
    final List<FloorConnection> listeners = new CopyOnWriteArrayList<>();

    private ByteBuffer inflated = ByteBuffer.allocateDirect(INPUT);
    private ByteBuffer deflated = ByteBuffer.allocateDirect(INPUT);

    FloorThread(boolean strings) {
        this.strings = strings;
    }

    /** Empty, for what a message inflates to. */
    ByteBuffer inflated() {
        return inflated.clear();
    }

    /** The same with twice the room, and what it held. */
    ByteBuffer moreInflated() {
        inflated = ByteBuffer.allocateDirect(2 * inflated.capacity()).put(inflated.flip());
        return inflated;
    }

    /** Empty, with so much room at least. */
    ByteBuffer deflated(int room) {
        if (deflated.capacity() < room) {
            deflated = ByteBuffer.allocateDirect(room);
        }
        return deflated.clear();
    }
}
