package dev.fairlead.websocket.connection;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes what a {@link Transport} receives. Called by one thread at a time; runs the endpoint's code. Never throws. */
public interface TransportListener {
    /**
     * Bytes came.
     *
     * @param data array-backed and writable; consumed when the method returns, and free for the next read
     * @return whether reading goes on; false when nothing more is wanted of the peer, for good
     */
    boolean onBytes(ByteBuffer data);

    /** The peer sends nothing more. Nothing follows. */
    void onEof();

    /**
     * The stream is broken. Nothing follows. May come instead of, never after, {@link #onEof}.
     *
     * @param cause why
     */
    void onFailure(IOException cause);
}
