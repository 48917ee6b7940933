package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/** The byte stream over {@code HttpServletRequest.upgrade}. */
final class GenericTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(GenericTransport.class.getName());

    private final ApplicationScope scope;
    private final AcceptedUpgrade upgrade;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final Deliveries deliveries;
    private final ReentrantLock lock = new ReentrantLock();

    private WebConnection connection;
    private NonBlockingOutput output;
    private TomcatInput tomcatInput;

    // by the endpoint's thread
    private TransportListener listener;
    private volatile boolean stopped;
    private boolean ended;

    // guarded by the lock
    private boolean writing;
    private volatile boolean closed;
    private volatile boolean over;

    /** The request is recycled before the stream comes, so what is wanted of it is copied. */
    GenericTransport(ApplicationScope scope, AcceptedUpgrade upgrade, HttpServletRequest request) {
        this.scope = scope;
        this.upgrade = upgrade;
        this.localAddress = new InetSocketAddress(request.getLocalAddr(), request.getLocalPort());
        this.remoteAddress = new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort());
        this.deliveries = new Deliveries(scope);
    }

    /** The container hands the stream over, on a thread that may hold its locks. */
    void begin(WebConnection stream) {
        connection = stream;
        try {
            NonBlockingOutput writer = new NonBlockingOutput(stream.getOutputStream(), deliveries::wake);
            output = writer;
            // the endpoint may write as soon as it is open, and is open before it reads
            stream.getOutputStream().setWriteListener(writer);
            deliveries.run(() -> upgrade.open(this));
            if (TomcatStreams.isTomcat(stream)) {
                tomcatInput = new TomcatInput(stream.getInputStream(), scope, deliveries, output, this);
                stream.getInputStream().setReadListener(tomcatInput);
            } else {
                stream.getInputStream().setReadListener(
                        new PulledInput(stream.getInputStream(), scope, deliveries, this));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container's streams don't open", e);
            lost();
        }
    }

    @Override
    public void start(TransportListener listener) {
        this.listener = listener;
    }

    void deliver(ByteBuffer data) {
        if (wantsMore() && !closed && listener != null && !listener.onBytes(data)) {
            stopped = true;
        }
    }

    void deliverEof() {
        if (!ended) {
            ended = true;
            if (!closed && listener != null) {
                listener.onEof();
            }
        }
    }

    void deliverFailure(Throwable cause) {
        if (!ended) {
            ended = true;
            if (!closed && listener != null) {
                listener.onFailure(cause instanceof IOException io ? io : new IOException("the stream is broken", cause));
            }
            abort();
        }
    }

    /** Whether the listener takes more bytes. */
    boolean wantsMore() {
        return !stopped && !ended && !over;
    }

    /** Has Tomcat call its read listener soon. */
    void readAgain() {
        TomcatStreams.readAgain(connection);
    }

    boolean isClosed() {
        return closed;
    }

    boolean isOver() {
        return over;
    }

    /** The container has dropped the connection. */
    void lost() {
        if (!over && output != null) {
            deliveries.run(() -> deliverFailure(new IOException("the container closed the connection")));
        }
    }

    @Override
    public boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        PendingWrite write = new PendingWrite(new WriteCallback() {
            @Override
            public void onWritten() {
                written();
                scope.run(callback::onWritten);
            }

            @Override
            public void onWriteFailed(IOException cause) {
                written();
                scope.run(() -> callback.onWriteFailed(cause));
            }
        });
        output.write(buffers, write);
        boolean now = true;
        try {
            now = write.returned();
            return now;
        } finally {
            if (now) {
                written();
            }
        }
    }

    private void written() {
        lock.lock();
        try {
            writing = false;
        } finally {
            lock.unlock();
        }
        finishClose();
    }

    @Override
    public void close() {
        closed = true;
        deliveries.wake();
        finishClose();
    }

    /** Closes the streams if that was asked for, nothing is left to write, and no callback is going to do so. */
    void finishClose() {
        lock.lock();
        try {
            if (!closed || writing || over || tomcatInput != null && tomcatInput.isCalled()) {
                return;
            }
            over = true;
        } finally {
            lock.unlock();
        }
        endStreams();
    }

    @Override
    public void abort() {
        lock.lock();
        try {
            closed = true;
            if (over) {
                return;
            }
            over = true;
        } finally {
            lock.unlock();
        }
        output.fail(new ClosedChannelException());
        endStreams();
    }

    private void endStreams() {
        try {
            connection.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "the stream was broken when it was closed", e);
        }
        deliveries.wake();
        if (tomcatInput != null) {
            TomcatStreams.endSocket(connection);
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
