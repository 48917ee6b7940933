package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Output;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/**
 * Writes what the output holds, one write at a time. Whoever finds no write under way takes all that waits and writes it,
 * without the lock, and goes on while more has come; when a write ends later, the transport's callback goes on. What comes
 * during a write leaves in the next one together.
 */
final class Writer implements WriteCallback {
    /** After so many writes a thread leaves the rest to others, so that its own work goes on. */
    private static final int WRITES_IN_A_ROW = 16;

    private enum Phase {
        /** No write is under way. */
        IDLE,
        /** A thread is in the transport's write method. */
        CALLING,
        /** The transport has called back before its write method returned. */
        CALLED_BACK,
        /** The write method has returned; the transport will call back. */
        WAITING
    }

    private final Connection connection;
    private final Sender sender;
    private final SendLock lock;
    private final Transport transport;
    private final Output output;

    private Phase phase = Phase.IDLE;
    private ByteBuffer[] inFlight;
    private long inFlightEnd;
    private volatile long written;

    Writer(Connection connection, Sender sender, SendLock lock, Transport transport, Output output) {
        this.connection = connection;
        this.sender = sender;
        this.lock = lock;
        this.transport = transport;
        this.output = output;
    }

    /** Whether no write is under way; with the lock held. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** Bytes that are being written; with the lock held. */
    long load() {
        return phase == Phase.IDLE ? 0 : inFlightEnd - written;
    }

    /** How much of the output has left. */
    long written() {
        return written;
    }

    /**
     * Takes what waits for a write of the calling thread; with the lock held.
     *
     * @return what to pass to {@link #write}; null if there is nothing to do, or a write is under way
     */
    ByteBuffer[] begin() {
        if (phase != Phase.IDLE || output.size() == 0 || sender.isBroken()) {
            return null;
        }
        phase = Phase.CALLING;
        inFlightEnd = output.appended();
        inFlight = output.take();
        sender.taken();
        return inFlight;
    }

    /**
     * Writes, and tells those whose messages have left.
     *
     * @param first           what {@link #begin} gave
     * @param transportThread whether this thread is the transport's, where the application isn't called
     */
    void write(ByteBuffer[] first, boolean transportThread) {
        ByteBuffer[] buffers = first;
        for (int writes = 1; buffers != null; writes++) {
            boolean done;
            try {
                done = transport.write(buffers, this);
            } catch (IOException e) {
                endedBadly(e, transportThread);
                return;
            } catch (RuntimeException | Error e) {
                endedBadly(new IOException("the transport failed: " + e, e), transportThread);
                throw e;
            }
            boolean goesOn = writes < WRITES_IN_A_ROW;
            buffers = done ? ended(goesOn) : returned(goesOn);
            sender.completeDue(transportThread || buffers != null);
        }
    }

    /** The transport's method returned before the write had ended, as far as it knew. */
    private ByteBuffer[] returned(boolean goesOn) {
        lock.lock();
        try {
            if (phase == Phase.CALLING) {
                phase = Phase.WAITING;
                return null;
            }
        } finally {
            lock.unlock();
        }
        return ended(goesOn);
    }

    /** Whether the writing thread is in the transport's method still: then it goes on, and finds that it was called back. */
    private boolean goesOnElsewhere() {
        lock.lock();
        try {
            if (phase != Phase.CALLING) {
                return false;
            }
            phase = Phase.CALLED_BACK;
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWritten() {
        if (!goesOnElsewhere()) {
            write(ended(true), true);
            sender.completeDue(true);
        }
    }

    @Override
    public void onWriteFailed(IOException cause) {
        sender.fail(cause);
        if (!goesOnElsewhere()) {
            ended(true);
        }
    }

    /**
     * A write has ended: tells those that wait for it, and begins the next.
     *
     * @param goesOn false if this thread has written for long enough: the next is left to whoever waits, or to another
     */
    private ByteBuffer[] ended(boolean goesOn) {
        ByteBuffer[] next = null;
        boolean broken;
        boolean left;
        lock.lock();
        try {
            endWrite();
            broken = sender.isBroken();
            if (!broken) {
                written = inFlightEnd;
                sender.written(written);
                next = goesOn ? begin() : null;
            }
            left = next == null && output.size() > 0;
            lock.changed();
        } finally {
            lock.unlock();
        }
        connection.wrote();
        if (broken) {
            connection.writeFailed();
        } else if (left) {
            connection.runtime().execute(sender::flush);
        } else if (next == null && sender.isClosed()) {
            connection.drained();
        }
        return next;
    }

    private void endedBadly(IOException cause, boolean transportThread) {
        lock.lock();
        try {
            endWrite();
            sender.markFailed(cause);
        } finally {
            lock.unlock();
        }
        sender.completeDue(transportThread);
        connection.writeFailed();
    }

    private void endWrite() {
        if (inFlight != null) {
            output.release(inFlight);
            inFlight = null;
        }
        phase = Phase.IDLE;
    }

    /**
     * Waits until a message has left.
     *
     * @param end its end in the output
     * @throws SocketTimeoutException if that takes too long; the stream is cut then, and the connection aborted
     */
    void awaitWritten(long end, Deadline deadline) throws IOException {
        if (written >= end) {
            return;
        }
        lock.lock();
        try {
            while (written < end) {
                sender.requireUnbroken();
                ByteBuffer[] buffers = begin();
                if (buffers != null) {
                    lock.unlock();
                    try {
                        write(buffers, false);
                    } finally {
                        lock.lock();
                    }
                } else if (!lock.await(deadline)) {
                    break;
                }
            }
            if (written >= end) {
                return;
            }
        } finally {
            lock.unlock();
        }
        SocketTimeoutException timeout = new SocketTimeoutException("the peer of session " + connection.id()
                + " didn't take a message within the send timeout (fairlead.sendTimeout)");
        connection.warnOnce("fairlead.sendTimeout", timeout.getMessage());
        connection.abort(timeout);
        throw timeout;
    }
}
