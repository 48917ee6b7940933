package dev.fairlead.websocket.connection;

import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * The byte stream to one peer, after the opening handshake. Each servlet container and the client's sockets have their own.
 */
public interface Transport {
    /**
     * Begins to read; called once. From now on the listener is called, by one thread at a time; bytes that came together
     * with the handshake come first. While the listener runs, nothing is read: that is the back-pressure on the peer.
     *
     * @param listener takes what is received
     */
    void start(TransportListener listener);

    /**
     * Writes all bytes of all buffers, in order. At most one write is under way. Called without any lock of the
     * connection, by any thread, the transport's own reading thread among them. Doesn't block, where the platform allows
     * it.
     *
     * @param buffers  belong to the transport until the write has ended
     * @param callback told when the write ended later, by any thread; not called when the method returns true or throws
     * @return true if everything was written before the method returned
     * @throws java.io.IOException if the stream is broken
     */
    boolean write(ByteBuffer[] buffers, WriteCallback callback) throws java.io.IOException;

    /**
     * Ends the stream: what was written before is delivered, then the peer sees the end, at once, whichever thread calls
     * and whatever the reading thread does. The listener isn't called any more once the transport has noticed. Can be
     * called any number of times; never blocks, never throws.
     */
    void close();

    /**
     * As {@link #close} where the peer's close frame has come, behind which it sends nothing: the stream needn't wait for
     * the peer's end. Can be called any number of times; never blocks, never throws.
     */
    default void closeBehindPeer() {
        close();
    }

    /**
     * Drops the stream without waiting for what was written, as for a peer that doesn't take its bytes. A write that is
     * under way fails. Can be called any number of times; never blocks, never throws.
     */
    void abort();

    /**
     * This end's address.
     *
     * @return null where it isn't known
     */
    SocketAddress localAddress();

    /**
     * The peer's address.
     *
     * @return null where it isn't known
     */
    SocketAddress remoteAddress();
}
