package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the transports of Tomcat and Jetty have in common: who reads, who writes, and how a stream ends.
 *
 * <p>A stream ends in two steps. First the output is shut, at once, by whichever thread closes: the peer sees the end.
 * Then what the peer still sends is read and dropped until its own end comes, {@link #LINGER} at most: a socket that is
 * closed with unread bytes is reset, and the reset would destroy what the peer has not read yet.
 *
 * <p>The container calls {@link #read} on its own threads, one at a time. Other threads never close the socket under a
 * thread that reads; they leave a note and see to it that the container calls again.
 */
public abstract class StreamTransport implements Transport {
    /** How long a closed stream waits for the peer's end. */
    protected static final Duration LINGER = Duration.ofSeconds(2);

    /** As much as a container's sockets read at once. */
    private static final int READ_SIZE = 8192;

    /** What becomes of the connection when a reading thread goes home. */
    protected enum Next {
        /** Wait for bytes. */
        WAIT,
        /** Wait for nothing; {@link #resume} is called if that changes. */
        REST,
        /** Close the socket. */
        END
    }

    private final ApplicationScope scope;
    private final AcceptedUpgrade upgrade;
    private final ReentrantLock lock = new ReentrantLock();

    private TransportListener listener;
    private volatile boolean closed;
    private long lingerUntil;

    // guarded by the lock
    private boolean reading;
    private boolean resting;
    private boolean stopped;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean dropped;
    private PendingWrite pending;
    private boolean writing;

    /**
     * Creates a transport that waits for its stream.
     *
     * @param scope   the application
     * @param upgrade what to open on the stream
     */
    protected StreamTransport(ApplicationScope scope, AcceptedUpgrade upgrade) {
        this.scope = scope;
        this.upgrade = upgrade;
    }

    /**
     * Reads what there is, without waiting.
     *
     * @param buffer empty array-backed buffer to fill; holds what was read, ready to be taken
     * @return how many bytes were read, 0 if there are none now, -1 at the end
     * @throws IOException if the stream is broken
     */
    protected abstract int fill(ByteBuffer buffer) throws IOException;

    /**
     * Begins to write, without waiting.
     *
     * @param buffers to be written whole
     * @param write   told of the end by any thread, maybe before this returns
     */
    protected abstract void flush(ByteBuffer[] buffers, PendingWrite write);

    /**
     * Shuts the output, at once, and sees to it that {@link #read} or {@link #expire} is called within about
     * {@link #LINGER}, if a thread is going to wait for bytes.
     *
     * @return false if this kind of stream can't be shut on one side
     */
    protected abstract boolean shutdownOutput();

    /** Has the container call {@link #read} soon, on a thread of its own: the connection rested until now. */
    protected abstract void resume();

    /**
     * Ends the connection without further notice.
     *
     * @param reading whether a thread is in {@link #read}: it will end the connection when it returns
     */
    protected abstract void drop(boolean reading);

    /**
     * Opens the session on this thread, then reads what came with the handshake.
     *
     * @param early what came with the handshake, or null where the first {@link #fill} returns it
     * @return what becomes of the connection
     */
    protected final Next open(ByteBuffer early) {
        if (!enter()) {
            return Next.END;
        }
        scope.run(() -> {
            upgrade.open(this);
            if (early != null && listener != null) {
                take(early);
            }
        });
        return leave();
    }

    @Override
    public final void start(TransportListener listener) {
        this.listener = listener;
    }

    /**
     * Reads and delivers all that there is now.
     *
     * @return what becomes of the connection
     */
    protected final Next read() {
        if (!enter()) {
            return Next.END;
        }
        if (listener != null) {
            scope.run(this::readAll);
        }
        return leave();
    }

    /**
     * Whether the connection is over for good.
     *
     * @return true if nothing will be read or written any more
     */
    protected final boolean isDropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The connection is broken, or the peer stayed silent beyond the linger time.
     *
     * @param cause why
     */
    protected final void expire(IOException cause) {
        if (!enter()) {
            return;
        }
        scope.run(() -> fail(cause));
        leave();
    }

    private boolean enter() {
        lock.lock();
        try {
            if (dropped || reading) {
                return false;
            }
            reading = true;
            resting = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Next leave() {
        PendingWrite lost = null;
        Next next;
        lock.lock();
        try {
            reading = false;
            if (dropped || inputEnded && outputEnded) {
                next = Next.END;
                dropped = true;
                lost = pending;
            } else if (inputEnded || !closed && (stopped || listener == null)) {
                next = Next.REST;
                resting = true;
            } else {
                next = Next.WAIT;
            }
        } finally {
            lock.unlock();
        }
        if (lost != null) {
            lost.failed(new ClosedChannelException());
        }
        return next;
    }

    private void readAll() {
        byte[] array = scope.buffers().acquire(READ_SIZE);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(array);
            boolean more = true;
            while (more) {
                buffer.clear();
                int n = fill(buffer);
                if (n > 0) {
                    more = take(buffer);
                } else {
                    more = false;
                    if (n < 0) {
                        end();
                    }
                }
            }
        } catch (IOException e) {
            fail(e);
        } finally {
            scope.buffers().release(array);
        }
    }

    /** Delivers bytes, or drops them once the stream was closed. */
    private boolean take(ByteBuffer data) {
        if (!closed && !listener.onBytes(data)) {
            lock.lock();
            try {
                stopped = true;
            } finally {
                lock.unlock();
            }
            return closed;
        }
        if (closed && outputEnded() && System.nanoTime() - lingerUntil > 0) {
            endInput();
            return false;
        }
        return true;
    }

    private boolean outputEnded() {
        lock.lock();
        try {
            return outputEnded;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        endInput();
        if (!closed && listener != null) {
            listener.onEof();
        }
    }

    private void endInput() {
        lock.lock();
        try {
            inputEnded = true;
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException cause) {
        boolean tell;
        lock.lock();
        try {
            tell = !closed && !inputEnded && listener != null;
            dropped = true;
        } finally {
            lock.unlock();
        }
        if (tell) {
            listener.onFailure(cause);
        }
    }

    @Override
    public final boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
        lock.lock();
        try {
            if (closed || dropped) {
                throw new ClosedChannelException();
            }
            writing = true;
        } finally {
            lock.unlock();
        }
        boolean ended = true;
        try {
            ended = advance(new WriteWindow(buffers), callback);
            return ended;
        } finally {
            if (ended) {
                written();
            }
        }
    }

    private boolean advance(WriteWindow window, WriteCallback callback) throws IOException {
        while (window.next()) {
            PendingWrite write = new PendingWrite(new WriteCallback() {
                @Override
                public void onWritten() {
                    scope.run(() -> advanceLater(window, callback));
                }

                @Override
                public void onWriteFailed(IOException cause) {
                    written();
                    scope.run(() -> callback.onWriteFailed(cause));
                }
            });
            expect(write);
            flush(window.buffers(), write);
            if (!write.returned()) {
                return false;
            }
        }
        return true;
    }

    private void advanceLater(WriteWindow window, WriteCallback callback) {
        try {
            if (advance(window, callback)) {
                written();
                callback.onWritten();
            }
        } catch (IOException e) {
            written();
            callback.onWriteFailed(e);
        }
    }

    private void expect(PendingWrite write) throws IOException {
        lock.lock();
        try {
            if (dropped) {
                throw new ClosedChannelException();
            }
            pending = write;
        } finally {
            lock.unlock();
        }
    }

    private void written() {
        boolean end;
        lock.lock();
        try {
            writing = false;
            pending = null;
            end = closed && !dropped;
        } finally {
            lock.unlock();
        }
        if (end) {
            endOutput();
        }
    }

    @Override
    public final void close() {
        lock.lock();
        try {
            if (closed || dropped) {
                return;
            }
            closed = true;
            if (writing) {
                return;
            }
        } finally {
            lock.unlock();
        }
        endOutput();
    }

    private void endOutput() {
        lingerUntil = System.nanoTime() + LINGER.toNanos();
        if (!shutdownOutput()) {
            abort();
            return;
        }
        boolean wake;
        lock.lock();
        try {
            outputEnded = true;
            wake = resting && !dropped;
            resting = false;
        } finally {
            lock.unlock();
        }
        if (wake) {
            resume();
        }
    }

    @Override
    public final void abort() {
        boolean now;
        PendingWrite lost;
        lock.lock();
        try {
            if (dropped) {
                return;
            }
            closed = true;
            dropped = true;
            now = reading;
            lost = pending;
        } finally {
            lock.unlock();
        }
        drop(now);
        if (lost != null) {
            lost.failed(new ClosedChannelException());
        }
    }
}
