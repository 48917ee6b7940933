package dev.fairlead.websocket.protocol;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that a {@link Protocol} wants written, in order. Holds no buffer while it is empty. Part of the protocol's
 * sending side: one thread at a time.
 */
public final class Output {
    /** Enough for the replies to what small messages come together, so that they leave in one piece. */
    private static final int FIRST_CHUNK = 4 * 1024;
    /** The usual size of a chunk; a TLS record has as much. */
    static final int CHUNK = 16 * 1024;

    /** Behind other bytes, less than this is copied: a reference for each small frame would take more than the frame. */
    static final int SMALL = 256;

    private static final ByteBuffer[] NOTHING = {};

    private final BufferAllocator allocator;

    /** What waits, but for the bytes of the chunk between {@code start} and {@code end}. */
    private final List<ByteBuffer> waiting = new ArrayList<>(2);
    /** The arrays that the allocator lent, of this and of earlier takes. */
    private final List<byte[]> lent = new ArrayList<>(2);

    private byte[] chunk;
    private int start;
    private int end;

    private long size;
    private long appended;

    Output(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    /**
     * How many bytes wait.
     *
     * @return bytes
     */
    public long size() {
        return size;
    }

    /**
     * How many bytes were ever appended; a send has left for the socket when that many were written.
     *
     * @return bytes since the connection was opened
     */
    public long appended() {
        return appended;
    }

    /**
     * Takes everything that waits, for one gathering write. The output is empty after it, and may be appended to while
     * the write is under way.
     *
     * @return buffers to be written in order; not empty as an array unless {@link #size} is 0
     */
    public ByteBuffer[] take() {
        if (size == 0) {
            return NOTHING;
        }
        endSegment();
        chunk = null;
        ByteBuffer[] taken = waiting.toArray(NOTHING);
        waiting.clear();
        size = 0;
        return taken;
    }

    /**
     * Gives buffers back that {@link #take} handed out, after they were written or dropped.
     *
     * @param buffers the array that was taken
     */
    public void release(ByteBuffer[] buffers) {
        for (ByteBuffer buffer : buffers) {
            if (lent.isEmpty()) {
                return;
            }
            if (buffer.hasArray()) {
                release(buffer.array());
            }
        }
    }

    /** Drops what waits. */
    void clear() {
        release(take());
    }

    /**
     * Makes room for bytes in one piece.
     *
     * @param wanted how many at least
     * @return the array that they go into, from {@link #position} on
     */
    byte[] reserve(int wanted) {
        if (free() < wanted) {
            int usual = chunk == null && size == 0 ? FIRST_CHUNK : CHUNK;
            endSegment();
            chunk = allocator.acquire(Math.max(wanted, usual));
            lent.add(chunk);
            start = 0;
            end = 0;
        }
        return chunk;
    }

    /** How many bytes have room without another chunk. */
    int free() {
        return chunk == null ? 0 : chunk.length - end;
    }

    /** Where the next byte goes in what {@link #reserve} returned. */
    int position() {
        return end;
    }

    /** Appends the bytes before a position in what {@link #reserve} returned. */
    void advanceTo(int position) {
        size += position - end;
        appended += position - end;
        end = position;
    }

    /** Appends bytes without copying them. */
    void append(ByteBuffer buffer) {
        endSegment();
        size += buffer.remaining();
        appended += buffer.remaining();
        waiting.add(buffer);
    }

    /** Appends bytes that other outputs refer to, too: without copying them, but for a few behind others. */
    void appendShared(ByteBuffer buffer) {
        int length = buffer.remaining();
        if (size == 0 || length >= SMALL) {
            append(buffer);
            return;
        }
        byte[] array = reserve(length);
        buffer.get(array, end, length);
        advanceTo(end + length);
    }

    /** What was written to the chunk since the last segment becomes one more buffer. */
    private void endSegment() {
        if (end > start) {
            waiting.add(ByteBuffer.wrap(chunk, start, end - start));
            start = end;
        }
    }

    /** Only the first segment of an array gives it back; the array of a sender was never lent. */
    private void release(byte[] array) {
        for (int i = 0; i < lent.size(); i++) {
            if (lent.get(i) == array) {
                lent.remove(i);
                allocator.release(array);
                return;
            }
        }
    }
}
