package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Output;
import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.IOException;
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
    private final SendLock lock;
    private final SendState state;
    private final SendOrder order;
    private final SendQueue queue;
    private final Pongs pongs;
    private final Transport transport;
    private final Output output;
    private final Cork cork;

    private Phase phase = Phase.IDLE;
    private ByteBuffer[] inFlight;
    private long inFlightEnd;
    private volatile long written;

    Writer(Connection connection, SendLock lock, SendState state, SendOrder order, SendQueue queue, Pongs pongs,
            Transport transport, Output output) {
        this.connection = connection;
        this.lock = lock;
        this.state = state;
        this.order = order;
        this.queue = queue;
        this.pongs = pongs;
        this.transport = transport;
        this.output = output;
        this.cork = new Cork(connection.runtime().corks(), this::flushUnlessLocked);
    }

    /** Holds what is collected until the next write takes it. */
    Cork cork() {
        return cork;
    }

    /** Whether no write is under way; with the lock held. */
    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    /** Bytes that haven't left: those that wait, and those that are being written; with the lock held. */
    long load() {
        return output.size() + (phase == Phase.IDLE ? 0 : inFlightEnd - written);
    }

    /** Bytes that wait for a write; with the lock held. */
    long waiting() {
        return output.size();
    }

    /** The end of all that was ever encoded; with the lock held. */
    long end() {
        return output.appended();
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
        if (phase != Phase.IDLE || output.size() == 0 || state.isBroken()) {
            return null;
        }
        phase = Phase.CALLING;
        inFlightEnd = output.appended();
        inFlight = output.take();
        cork.released();
        return inFlight;
    }

    /**
     * Writes what waits, with the lock held before and after, but not meanwhile.
     *
     * @return false if there is nothing to do, or a write is under way
     */
    boolean writeUnlocked() {
        ByteBuffer[] buffers = begin();
        if (buffers == null) {
            return false;
        }
        lock.unlock();
        try {
            write(buffers, false);
        } finally {
            lock.lock();
        }
        return true;
    }

    /** Writes what waits, unless a write is under way, which will go on with it. */
    void flush() {
        ByteBuffer[] buffers;
        lock.lock();
        try {
            buffers = begin();
        } finally {
            lock.unlock();
        }
        write(buffers, false);
    }

    /** As {@link #flush}, but waits for nobody: while another thread has the lock, everything stays as it is. */
    void flushUnlessLocked() {
        ByteBuffer[] buffers;
        if (!lock.tryLock()) {
            return;
        }
        try {
            buffers = begin();
        } finally {
            lock.unlock();
        }
        write(buffers, false);
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
            queue.completeDue(transportThread || buffers != null);
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
            queue.completeDue(true);
        }
    }

    @Override
    public void onWriteFailed(IOException cause) {
        fail(cause);
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
        ProtocolException failed = null;
        lock.lock();
        try {
            endWrite();
            broken = state.isBroken();
            if (!broken) {
                written = inFlightEnd;
                queue.written(written);
                failed = sendOwedPong();
                next = goesOn ? begin() : null;
            }
            left = next == null && output.size() > 0;
            lock.changed();
        } finally {
            lock.unlock();
        }
        connection.timers().written();
        if (failed != null) {
            connection.failures().encodingFailed(failed);
        }
        if (broken) {
            connection.failures().writeFailed();
        } else if (left) {
            connection.runtime().execute(this::flush);
        } else if (next == null && state.isClosed()) {
            connection.drained();
        }
        return next;
    }

    /** Returns why it couldn't be encoded, to be told without the lock; null if all went well. */
    private ProtocolException sendOwedPong() {
        try {
            pongs.sendOwed();
            return null;
        } catch (ProtocolException e) {
            return e;
        }
    }

    private void endedBadly(IOException cause, boolean transportThread) {
        lock.lock();
        try {
            endWrite();
            markFailed(cause);
        } finally {
            lock.unlock();
        }
        queue.completeDue(transportThread);
        connection.failures().writeFailed();
    }

    private void endWrite() {
        if (inFlight != null) {
            output.release(inFlight);
            inFlight = null;
        }
        phase = Phase.IDLE;
    }

    /** All sends fail from now on, those that wait among them. */
    void fail(IOException cause) {
        lock.lock();
        try {
            markFailed(cause);
        } finally {
            lock.unlock();
        }
        queue.completeDue(true);
    }

    private void markFailed(IOException cause) {
        state.fail(cause);
        order.close();
        // what was collected never leaves: nobody needs to look after it
        cork.released();
        queue.failEncoded(state.failure());
    }
}
