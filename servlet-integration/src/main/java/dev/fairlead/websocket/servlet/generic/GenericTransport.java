package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The byte stream over {@code HttpServletRequest.upgrade}. */
final class GenericTransport implements Transport {
    private static final System.Logger LOG = System.getLogger(GenericTransport.class.getName());
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ApplicationScope scope;
    private final AcceptedUpgrade upgrade;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private final Deliveries deliveries;
    private final StreamThread streams = new StreamThread();
    private final ReentrantLock lock = new ReentrantLock();

    private WebConnection connection;
    private NonBlockingOutput output;
    private TomcatInput tomcatInput;
    private PulledInput pulledInput;

    // by the endpoint's thread
    private TransportListener listener;
    private volatile boolean stopped;
    private boolean ended;

    // guarded by the lock
    private boolean writing;
    private volatile boolean closed;
    private volatile boolean over;
    private volatile boolean lingering;

    /** The request is recycled before the stream comes, so what is wanted of it is copied. */
    GenericTransport(ApplicationScope scope, AcceptedUpgrade upgrade, HttpServletRequest request) {
        this.scope = scope;
        this.upgrade = upgrade;
        this.localAddress = new InetSocketAddress(request.getLocalAddr(), request.getLocalPort());
        this.remoteAddress = new InetSocketAddress(request.getRemoteAddr(), request.getRemotePort());
        this.deliveries = new Deliveries(scope, this::idle);
    }

    /** The container hands the stream over, on a thread that may hold its locks. */
    void begin(WebConnection stream) {
        connection = stream;
        try {
            boolean tomcat = TomcatStreams.isTomcat(stream);
            NonBlockingOutput writer = new NonBlockingOutput(stream.getOutputStream(), streams, tomcat, this::outputChanged);
            output = writer;
            ReadListener reader;
            if (tomcat) {
                tomcatInput = new TomcatInput(stream.getInputStream(), scope, deliveries, writer, this);
                reader = tomcatInput;
            } else {
                pulledInput = new PulledInput(stream.getInputStream(), scope, deliveries, streams, this);
                reader = pulledInput;
            }
            // the endpoint may write as soon as it is open, and is open before it reads
            stream.getOutputStream().setWriteListener(writer);
            deliveries.run(() -> upgrade.open(this));
            stream.getInputStream().setReadListener(reader);
        } catch (IOException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container's streams don't open", e);
            lost();
        }
    }

    private void idle() {
        if (tomcatInput != null) {
            tomcatInput.resume();
        }
    }

    private void outputChanged() {
        deliveries.wake();
        if (closed && pulledInput != null) {
            finishClose();
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

    /** Whether bytes are to be read: to deliver them, or to drop what a peer sends that has not seen the close. */
    boolean isReadable() {
        return wantsMore() || lingering;
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
                tell(callback::onWritten);
            }

            @Override
            public void onWriteFailed(IOException cause) {
                written();
                tell(() -> callback.onWriteFailed(cause));
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

    /** Runs the application's code, but not on a thread that other connections are waiting for. */
    private void tell(Runnable task) {
        if (!streams.isKnown()) {
            scope.run(task);
            return;
        }
        try {
            scope.executor().execute(() -> scope.run(task));
        } catch (RejectedExecutionException e) {
            // the application stops: tell it here rather than not at all
            scope.run(task);
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
            if (!closed || writing || over || !output.hasBegun() || tomcatInput != null && tomcatInput.isCalled()) {
                return;
            }
            over = true;
        } finally {
            lock.unlock();
        }
        if (streams.isKnown()) {
            streams.run(this::endOutput);
        } else {
            endStreams();
        }
    }

    /**
     * On the streams' thread, where {@code WebConnection.close} may not wait for the last bytes. The peer's bytes are read
     * on for a while: closed over unread ones, the socket would be reset, and the last bytes lost.
     */
    private void endOutput() {
        lingering = true;
        try {
            connection.getOutputStream().close();
        } catch (IOException e) {
            endStreams();
            return;
        }
        CompletableFuture.delayedExecutor(LINGER.toMillis(), TimeUnit.MILLISECONDS, streams::run).execute(this::peerEnded);
        pulledInput.readOn();
    }

    /** On the streams' thread: nothing more comes from the peer, or is waited for. */
    void peerEnded() {
        if (lingering) {
            endStreams();
        }
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
        streams.run(this::endStreams);
    }

    private void endStreams() {
        lingering = false;
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
