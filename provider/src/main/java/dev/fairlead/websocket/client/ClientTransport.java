package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A client's open connection: its two sides, and how they end. When this side closes, the socket stays open until the
 * peer has ended as well, or has been silent for the time that it may linger.
 */
final class ClientTransport implements Transport, ReadyHandler {
    private static final Logger LOG = System.getLogger(ClientTransport.class.getName());

    private final ClientSocket socket;
    private final Workers workers;
    private final Duration linger;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final SocketInput input;
    private final SocketOutput output;

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by the lock, as the next. */
    private boolean closed;
    private ScheduledFuture<?> lingerTimer;

    /**
     * Creates a transport.
     *
     * @param socket  connected, with nothing armed
     * @param stream  over the socket
     * @param early   bytes that came behind the response, null for none
     * @param workers run the listener
     * @param linger  how long the peer may be silent after this side has closed; zero for no limit
     */
    ClientTransport(ClientSocket socket, SocketStream stream, ByteBuffer early, Workers workers, Duration linger)
            throws IOException {
        this.socket = socket;
        this.workers = workers;
        this.linger = linger;
        this.localAddress = socket.channel().getLocalAddress();
        this.remoteAddress = socket.channel().getRemoteAddress();
        this.input = new SocketInput(socket, stream, workers, early, this);
        this.output = new SocketOutput(socket, stream, this::onSideEnded);
        socket.handler(this);
    }

    @Override
    public void start(TransportListener listener) {
        input.start(listener);
    }

    @Override
    public boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
        return output.write(buffers, callback);
    }

    @Override
    public void onReady(int operations) {
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            output.onWritable();
        }
        if ((operations & SelectionKey.OP_READ) != 0) {
            input.onReadable();
        }
    }

    /** Reading may have left an answer of the TLS protocol to be written. */
    void onRead() {
        output.flush();
    }

    /** One side may have ended; with the other, too, that is the end of the socket. */
    void onSideEnded() {
        if (input.isEnded() && output.isEnded() && markClosed()) {
            socket.close();
        }
    }

    @Override
    public void close() {
        input.drain();
        output.end();
        lock.lock();
        try {
            if (!closed && lingerTimer == null && !linger.isZero()) {
                scheduleLinger();
            }
        } finally {
            lock.unlock();
        }
        onSideEnded();
    }

    private void scheduleLinger() {
        try {
            lingerTimer = workers.scheduler().schedule(this::onLingered, linger.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            LOG.log(Level.DEBUG, "no timer for a connection that closes: it isn't waited for", shutDown);
            closed = true;
            socket.close();
        }
    }

    private void onLingered() {
        if (output.isEnded()) {
            if (markClosed()) {
                input.stop();
                socket.close();
            }
        } else if (output.hasProgressed()) {
            lock.lock();
            try {
                if (!closed) {
                    scheduleLinger();
                }
            } finally {
                lock.unlock();
            }
        } else {
            abort();
        }
    }

    @Override
    public void abort() {
        markClosed();
        input.stop();
        socket.abort();
        output.fail(new IOException("the connection was dropped by this side"));
    }

    @Override
    public void onDropped(IOException cause) {
        markClosed();
        socket.abort();
        output.fail(cause);
        input.fail(cause);
    }

    /** Returns whether it wasn't closed before. */
    private boolean markClosed() {
        lock.lock();
        try {
            boolean now = !closed;
            closed = true;
            if (lingerTimer != null) {
                lingerTimer.cancel(false);
                lingerTimer = null;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remoteAddress;
    }
}
