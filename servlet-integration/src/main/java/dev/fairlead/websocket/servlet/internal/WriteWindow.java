package dev.fairlead.websocket.servlet.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Shows a long row of buffers a piece at a time. A channel copies a heap buffer whole before each attempt to write it, so
 * that a message of 64 MB that leaves in pieces of 200 KB would be copied 300 times over. Not thread-safe.
 */
final class WriteWindow {
    static final int SIZE = 128 * 1024;

    private final ByteBuffer[] buffers;
    private int first;
    private int end;
    private ByteBuffer cut;
    private int limit;

    WriteWindow(ByteBuffer[] buffers) {
        this.buffers = buffers;
    }

    /** Moves on behind what was written; false when nothing is left. */
    boolean next() {
        if (cut != null) {
            cut.limit(limit);
            cut = null;
        }
        while (first < buffers.length && !buffers[first].hasRemaining()) {
            first++;
        }
        int room = SIZE;
        for (end = first; end < buffers.length && room > 0; end++) {
            ByteBuffer buffer = buffers[end];
            if (buffer.remaining() > room) {
                cut = buffer;
                limit = buffer.limit();
                buffer.limit(buffer.position() + room);
            }
            room -= buffer.remaining();
        }
        return first < end;
    }

    /** The piece to write now. */
    ByteBuffer[] buffers() {
        return first == 0 && end == buffers.length ? buffers : Arrays.copyOfRange(buffers, first, end);
    }
}
