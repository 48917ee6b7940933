package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import java.io.IOException;

/**
 * What a connection can still send, and why it can't: open, closed (what is encoded leaves still), failed, released. Guarded
 * by the lock of the sending side, but for {@link #isClosed} and {@link #localClose}, which any thread may ask.
 */
final class SendState {
    private final String session;
    private volatile boolean closed;
    private volatile CloseStatus localClose;
    private IOException failure;
    private boolean released;

    /**
     * Creates the state of an open connection.
     *
     * @param session the name of its session, for messages
     */
    SendState(String session) {
        this.session = session;
    }

    /** Whether no message is accepted any more. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** How the connection ends, where this end has begun the close handshake; else null. */
    CloseStatus localClose() {
        return localClose;
    }

    void closedByThisEnd(CloseStatus reported) {
        localClose = reported;
    }

    /** Why sends fail: what was told first; null while they don't. */
    IOException failure() {
        return failure;
    }

    void fail(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }

    /** Whether nothing can be written any more. */
    boolean isBroken() {
        return failure != null || released;
    }

    void requireOpen() throws IOException {
        requireUnbroken();
        if (closed) {
            throw closedException();
        }
    }

    void requireUnbroken() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** What a send is told that comes too late. */
    IOException closedException() {
        return new IOException("session " + session + " is closed");
    }
}
