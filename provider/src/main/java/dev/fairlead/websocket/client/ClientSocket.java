package dev.fairlead.websocket.client;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** A non-blocking socket and its place at a {@link SelectorLoop}. Thread-safe. */
final class ClientSocket {
    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());

    private final SocketChannel channel;
    private final SelectorLoop loop;
    private final SelectionKey key;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ClientSocket(SocketChannel channel, SelectorLoop loop, SelectionKey key) {
        this.channel = channel;
        this.loop = loop;
        this.key = key;
    }

    /**
     * Opens a socket that isn't connected.
     *
     * @param loop    tells when it is ready
     * @param handler is told, until {@link #handler} names another
     * @return the socket
     * @throws IOException if there is none to be had
     */
    static ClientSocket open(SelectorLoop loop, ReadyHandler handler) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return new ClientSocket(channel, loop, loop.register(channel, handler));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    SocketChannel channel() {
        return channel;
    }

    SelectorLoop loop() {
        return loop;
    }

    /** From now on another handler is told; to be called while nothing is armed. */
    void handler(ReadyHandler handler) {
        key.attach(handler);
    }

    /**
     * Has the handler called once when the socket is ready for the operations; does nothing on a closed socket, or if the
     * loop has ended: then the handler was told that the socket is dropped.
     */
    void arm(int operations) {
        try {
            int before = key.interestOpsOr(operations);
            if ((before & operations) != operations && !loop.isLoopThread()) {
                key.selector().wakeup();
            }
        } catch (CancelledKeyException | ClosedSelectorException closed) {
            LOG.log(Level.TRACE, "armed after it or its loop was closed");
        }
    }

    /** Closes the socket. The peer sees the end behind what was written, if everything that it sent has been read. */
    void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "closing a socket failed", failure);
        }
        if (closed.compareAndSet(false, true)) {
            loop.leave(key);
        }
    }

    /** Closes the socket and drops what it hasn't sent: the peer sees a reset. */
    void abort() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException failure) {
            LOG.log(Level.TRACE, "closed already", failure);
        }
        close();
    }
}
