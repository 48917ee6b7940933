package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.TransportListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The reading side of a {@link ClientTransport}. While nothing is to be done, the selector waits for the socket. When
 * it is readable, a task on the selector's thread, if that may and has time for it, or else on the executor reads and
 * calls the listener until nothing is left; then the selector waits again. While the task runs the socket isn't asked, so that a listener that takes its time holds the peer back.
 * Thread-safe.
 *
 * <p>Once it is to drain, the selector's thread reads and drops what still comes until the peer has ended, too: a
 * socket that is closed with bytes unread resets the connection, and the peer would lose what it hasn't read yet.
 */
final class SocketInput {
    private static final Logger LOG = System.getLogger(SocketInput.class.getName());
    /** After so many reads other connections of the executor have a turn. */
    private static final int MAX_READS = 16;
    private static final int DRAIN_SIZE = 16 * 1024;

    /** Who reads. */
    private enum Reader {
        /** Nobody yet, or nobody any more. */
        NONE,
        /** The selector waits for the socket. */
        SELECTOR,
        /** A task is about to run, or runs. */
        TASK
    }

    /** How a task's reading went. */
    private enum Outcome {
        /** There is nothing to read now. */
        DRY,
        /** There is more to read. */
        MORE,
        /** The listener wants no more. */
        ENOUGH,
        /** Nothing comes any more. */
        END
    }

    private final ClientSocket socket;
    private final SocketStream stream;
    private final Workers workers;
    private final ClientTransport transport;
    private final Runnable task = this::readAndDeliver;

    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by the lock.
    private Reader reader = Reader.NONE;
    private boolean ended;
    /** Why nothing comes any more; null for the end of the stream. */
    private IOException failure;
    private TransportListener listener;

    /** The listener isn't called any more: it wants no more, or this side has closed. */
    private volatile boolean silent;
    /** What still comes is dropped. Implies silent. */
    private volatile boolean draining;
    /** Used by the first task alone. */
    private ByteBuffer early;

    /**
     * Creates the side.
     *
     * @param early     what was read already, null for nothing
     * @param transport told when nothing comes any more
     */
    SocketInput(ClientSocket socket, SocketStream stream, Workers workers, ByteBuffer early,
            ClientTransport transport) {
        this.socket = socket;
        this.stream = stream;
        this.workers = workers;
        this.early = early;
        this.transport = transport;
    }

    /** Begins to read. */
    void start(TransportListener taker) {
        boolean over;
        lock.lock();
        try {
            if (listener != null) {
                throw new IllegalStateException("the transport was started already");
            }
            listener = taker;
            if (draining) {
                return;
            }
            over = ended;
            reader = over ? Reader.NONE : Reader.TASK;
        } finally {
            lock.unlock();
        }
        if (over) {
            workers.tellFailure(this::deliverEnd);
        } else {
            submit();
        }
    }

    /** The socket is readable; on the selector's thread. */
    void onReadable() {
        lock.lock();
        try {
            if (reader != Reader.SELECTOR) {
                return;
            }
            if (!draining) {
                reader = Reader.TASK;
            }
        } finally {
            lock.unlock();
        }
        if (draining) {
            discard();
        } else {
            begin();
        }
    }

    /** Has a task run; on the selector's thread. */
    private void begin() {
        if (!workers.anyThread() || !socket.loop().isLoopThread() || !socket.loop().tryRun(task)) {
            submit();
        }
    }

    private void submit() {
        try {
            workers.executor().execute(task);
        } catch (RuntimeException rejected) {
            lock.lock();
            try {
                reader = Reader.NONE;
            } finally {
                lock.unlock();
            }
            transport.onDropped(new IOException("the client's executor took no task (" + rejected
                    + "); the connection is dropped: give the container an executor that runs as long as its sessions",
                    rejected));
        }
    }

    private void readAndDeliver() {
        Outcome outcome = Outcome.END;
        IOException broken = null;
        try {
            outcome = read();
        } catch (IOException cause) {
            broken = cause;
        } catch (RuntimeException | Error defect) {
            LOG.log(Level.ERROR, "a transport's listener threw; its connection is dropped", defect);
            transport.abort();
        }
        settle(outcome, broken);
    }

    private Outcome read() throws IOException {
        ByteBuffer first = early;
        early = null;
        if (first != null && !silent && !listener.onBytes(first)) {
            return Outcome.ENOUGH;
        }
        byte[] array = workers.buffers().acquire(stream.readBufferSize());
        try {
            for (int reads = 0; reads < MAX_READS; reads++) {
                if (silent) {
                    return Outcome.ENOUGH;
                }
                ByteBuffer data = ByteBuffer.wrap(array);
                int count = stream.read(data);
                if (count < 0) {
                    return Outcome.END;
                }
                if (count > 0 && !silent && !listener.onBytes(data.flip())) {
                    return Outcome.ENOUGH;
                }
                if (!stream.mayHaveMore()) {
                    return Outcome.DRY;
                }
            }
            return Outcome.MORE;
        } finally {
            workers.buffers().release(array);
        }
    }

    /** Decides who reads next. */
    private void settle(Outcome outcome, IOException broken) {
        boolean deliver = false;
        boolean again = false;
        lock.lock();
        try {
            if (outcome == Outcome.END || failure != null) {
                failure = failure == null ? broken : failure;
                ended = true;
                deliver = !silent;
                reader = Reader.NONE;
            } else if (draining) {
                awaitReadable();
            } else if (outcome == Outcome.ENOUGH) {
                silent = true;
                reader = Reader.NONE;
            } else if (outcome == Outcome.MORE) {
                again = true;
            } else {
                awaitReadable();
            }
            if (ended || silent) {
                stream.releaseInput();
            }
        } finally {
            lock.unlock();
        }
        transport.onRead();
        if (deliver) {
            deliverEnd();
        }
        if (again) {
            // By way of the selector, so that an executor that runs its tasks at once doesn't pile up calls.
            socket.loop().execute(this::begin);
        } else {
            transport.onSideEnded();
        }
    }

    private void awaitReadable() {
        reader = Reader.SELECTOR;
        socket.arm(SelectionKey.OP_READ);
    }

    private void deliverEnd() {
        if (failure == null) {
            listener.onEof();
        } else {
            listener.onFailure(failure);
        }
    }

    /** Stops calling the listener; what still comes is dropped. */
    void drain() {
        lock.lock();
        try {
            silent = true;
            draining = true;
            if (reader == Reader.NONE && !ended) {
                stream.releaseInput();
                awaitReadable();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads for nobody; on the selector's thread. */
    private void discard() {
        byte[] array = workers.buffers().acquire(DRAIN_SIZE);
        boolean over;
        try {
            over = socket.channel().read(ByteBuffer.wrap(array)) < 0;
        } catch (IOException broken) {
            LOG.log(Level.TRACE, "the peer broke a connection that was closed", broken);
            over = true;
        } finally {
            workers.buffers().release(array);
        }
        lock.lock();
        try {
            ended |= over;
            if (ended) {
                reader = Reader.NONE;
            } else {
                awaitReadable();
            }
        } finally {
            lock.unlock();
        }
        transport.onSideEnded();
    }

    /** The socket was closed by this side, which isn't told of it. */
    void stop() {
        lock.lock();
        try {
            silent = true;
            draining = true;
            if (reader != Reader.TASK) {
                reader = Reader.NONE;
                ended = true;
                stream.releaseInput();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The socket was closed by a failure, of which the listener is told. */
    void fail(IOException cause) {
        boolean deliver;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            failure = cause;
            if (reader == Reader.TASK) {
                // It finds the socket closed, and tells the listener.
                return;
            }
            ended = true;
            reader = Reader.NONE;
            stream.releaseInput();
            deliver = listener != null && !silent;
        } finally {
            lock.unlock();
        }
        if (deliver) {
            workers.tellFailure(this::deliverEnd);
        }
    }

    /** Whether nothing comes any more. */
    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }
}
