package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

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

    /** For what small messages need, which is one read. */
    private static final int READ_SIZE = 16 * 1024;

    /** For connections that have filled the small one. */
    private static final int LARGE_READ_SIZE = 64 * 1024;

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
    /** Null from the opening on: an idle connection has no use for the answer of its handshake. */
    private AcceptedUpgrade upgrade;
    private final StreamState state = new StreamState();

    private TransportListener listener;
    /** How much is read at once; the reading thread's. */
    private int readSize = READ_SIZE;
    /** Set before the state says that the output has ended, and read after it. */
    private long lingerUntil;

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
     * Whether there was nothing left to read behind what {@link #fill} has read, so that asking again is a call of the system
     * for nothing. An end that follows is told by another {@link #read}.
     *
     * @param filled as it was returned
     * @return false if that isn't sure
     */
    protected boolean isDrained(ByteBuffer filled) {
        return false;
    }

    /**
     * Writes what the stream takes at once, without waiting.
     *
     * @param buffers are moved on behind what was written
     * @return true if that is all; false if {@link #flush} is to write the rest
     * @throws IOException if the stream is broken
     */
    protected boolean writeNow(ByteBuffer[] buffers) throws IOException {
        return false;
    }

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
        if (!state.enter()) {
            return Next.END;
        }
        AcceptedUpgrade accepted = upgrade;
        upgrade = null;
        scope.run(() -> {
            accepted.open(this);
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
        if (!state.enter()) {
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
        return state.isDropped();
    }

    /**
     * Whether this end has closed the stream: only the peer's end is waited for.
     *
     * @return true once nothing more is delivered
     */
    protected final boolean isClosed() {
        return state.isClosed();
    }

    /**
     * The connection is broken, or the peer stayed silent beyond the linger time.
     *
     * @param cause why
     */
    protected final void expire(IOException cause) {
        if (!state.enter(cause)) {
            return;
        }
        scope.run(() -> fail(cause));
        leave();
    }

    private Next leave() {
        Next next = state.leave(listener != null);
        if (next == null) {
            scope.run(() -> fail(state.broken()));
            next = state.leave(listener != null);
        }
        if (next == Next.END) {
            state.failPending();
        }
        return next;
    }

    private void readAll() {
        byte[] array = scope.buffers().acquire(readSize);
        try {
            long total = 0;
            ByteBuffer buffer = ByteBuffer.wrap(array);
            boolean more = true;
            while (more) {
                int n = fill(buffer.clear());
                if (n > 0) {
                    total += n;
                    boolean drained = isDrained(buffer);
                    more = take(buffer) && !drained;
                    if (more && n == array.length && n < LARGE_READ_SIZE) {
                        byte[] larger = scope.buffers().acquire(LARGE_READ_SIZE);
                        scope.buffers().release(array);
                        array = larger;
                        buffer = ByteBuffer.wrap(array);
                    }
                } else {
                    more = false;
                    if (n < 0) {
                        end();
                    }
                }
            }
            readSize = total < READ_SIZE ? READ_SIZE : LARGE_READ_SIZE;
        } catch (IOException e) {
            fail(e);
        } finally {
            scope.buffers().release(array);
        }
    }

    /** Delivers bytes, or drops them once the stream was closed. */
    private boolean take(ByteBuffer data) {
        if (!state.isClosed() && !listener.onBytes(data)) {
            state.stop();
            return state.isClosed();
        }
        if (state.isClosed() && state.isOutputEnded() && System.nanoTime() - lingerUntil > 0) {
            state.endInput();
            return false;
        }
        return true;
    }

    private void end() {
        state.endInput();
        if (!state.isClosed() && listener != null) {
            listener.onEof();
        }
    }

    private void fail(IOException cause) {
        if (state.fail() && listener != null) {
            listener.onFailure(cause);
        }
    }

    @Override
    public final boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
        state.beginWrite();
        boolean ended = true;
        try {
            ended = new StreamWrite(this, buffers, callback).advance();
            return ended;
        } finally {
            if (ended) {
                written();
            }
        }
    }

    /** A write has ended, well or badly. */
    final void written() {
        if (state.endWrite()) {
            endOutput();
        }
    }

    @Override
    public final void close() {
        if (state.close()) {
            endOutput();
        }
    }

    @Override
    public final void closeBehindPeer() {
        state.endInput();
        close();
    }

    private void endOutput() {
        lingerUntil = System.nanoTime() + LINGER.toNanos();
        if (!shutdownOutput()) {
            abort();
        } else if (state.endOutput()) {
            resume();
        }
    }

    @Override
    public final void abort() {
        StreamState.Drop met = state.drop();
        if (met == StreamState.Drop.AGAIN) {
            return;
        }
        drop(met == StreamState.Drop.WHILE_READ);
        state.failPending();
    }

    // ---- for the writes

    final StreamState state() {
        return state;
    }

    final ApplicationScope scope() {
        return scope;
    }
}
