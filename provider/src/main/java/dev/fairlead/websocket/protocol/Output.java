package dev.fairlead.websocket.protocol;

import java.nio.ByteBuffer;

/**
 * Bytes that a {@link Protocol} wants written, in order. Holds no buffer while it is empty. Part of the protocol's
 * sending side: one thread at a time.
 */
public final class Output {
    Output() {
    }

    /**
     * How many bytes wait.
     *
     * @return bytes
     */
    public long size() {
        throw new UnsupportedOperationException();
    }

    /**
     * How many bytes were ever appended; a send has left for the socket when that many were written.
     *
     * @return bytes since the connection was opened
     */
    public long appended() {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes everything that waits, for one gathering write. The output is empty after it, and may be appended to while
     * the write is under way.
     *
     * @return buffers to be written in order; not empty as an array unless {@link #size} is 0
     */
    public ByteBuffer[] take() {
        throw new UnsupportedOperationException();
    }

    /**
     * Gives buffers back that {@link #take} handed out, after they were written or dropped.
     *
     * @param buffers the array that was taken
     */
    public void release(ByteBuffer[] buffers) {
        throw new UnsupportedOperationException();
    }
}
