package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.servlet.internal.StreamTransport.Next;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a stream has come: whether a thread reads, whether a write is under way, and which of its sides have ended. Calls
 * nobody under its lock. Thread-safe.
 */
final class StreamState {
    /** What dropping a connection met. */
    enum Drop {
        /** It had been dropped before. */
        AGAIN,
        /** A thread reads, and ends the connection when it goes home. */
        WHILE_READ,
        /** No thread reads, and none will. */
        AT_REST
    }

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean closed;

    // guarded by the lock
    private boolean reading;
    private boolean resting;
    private boolean stopped;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean dropped;
    /** What broke the stream while a thread read: a note to that thread. */
    private IOException broken;
    private PendingWrite pending;
    private boolean writing;

    /** Whether this end has closed the stream: what comes still isn't delivered. */
    boolean isClosed() {
        return closed;
    }

    /** Whether nothing will be read or written any more. */
    boolean isDropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the peer has been shown the end. */
    boolean isOutputEnded() {
        lock.lock();
        try {
            return outputEnded;
        } finally {
            lock.unlock();
        }
    }

    // ---- reading

    /**
     * A thread begins to read.
     *
     * @return false if another one reads, or there is nothing to read any more
     */
    boolean enter() {
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

    /**
     * Begins to read as {@link #enter} does, to tell that the stream is broken; a thread that reads finds a note of it.
     *
     * @return false if that thread will tell, or there is nothing to tell any more
     */
    boolean enter(IOException cause) {
        lock.lock();
        try {
            if (enter()) {
                return true;
            }
            if (broken == null) {
                broken = cause;
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What broke the stream while this thread read, and is to be told before it leaves; else null. */
    IOException broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The thread that reads goes home, unless it has to tell first that the stream is broken.
     *
     * @param heard whether somebody wants to hear what comes
     * @return what becomes of the connection, {@link #failPending} is to follow the end; null if {@link #broken} and then
     *         {@link #fail} come first
     */
    Next leave(boolean heard) {
        lock.lock();
        try {
            if (broken != null && !dropped) {
                return null;
            }
            reading = false;
            if (dropped || inputEnded && outputEnded) {
                dropped = true;
                return Next.END;
            }
            if (inputEnded || !closed && (stopped || !heard)) {
                resting = true;
                return Next.REST;
            }
            return Next.WAIT;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody wants to hear more. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    /** The peer has ended, or was given up. */
    void endInput() {
        lock.lock();
        try {
            inputEnded = true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The stream is broken.
     *
     * @return whether that is news for whoever hears what comes
     */
    boolean fail() {
        lock.lock();
        try {
            dropped = true;
            return !closed && !inputEnded;
        } finally {
            lock.unlock();
        }
    }

    // ---- writing

    void beginWrite() throws ClosedChannelException {
        lock.lock();
        try {
            if (closed || dropped) {
                throw new ClosedChannelException();
            }
            writing = true;
        } finally {
            lock.unlock();
        }
    }

    /** A piece of the write is handed over: it fails if the connection is dropped. */
    void expect(PendingWrite write) throws ClosedChannelException {
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

    /**
     * The write has ended, well or badly.
     *
     * @return whether the stream was closed meanwhile, so that the output is to be ended now
     */
    boolean endWrite() {
        lock.lock();
        try {
            writing = false;
            pending = null;
            return closed && !dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Fails the write that is under way, if there is one, behind the end of the connection. */
    void failPending() {
        PendingWrite lost;
        lock.lock();
        try {
            lost = pending;
        } finally {
            lock.unlock();
        }
        if (lost != null) {
            lost.failed(new ClosedChannelException());
        }
    }

    // ---- the end

    /**
     * Closes the stream.
     *
     * @return whether the output is to be ended now; else that was done, or whoever writes does it
     */
    boolean close() {
        lock.lock();
        try {
            if (closed || dropped) {
                return false;
            }
            closed = true;
            return !writing;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The output has been ended.
     *
     * @return whether the connection rests, and must be read again until the peer ends, too
     */
    boolean endOutput() {
        lock.lock();
        try {
            outputEnded = true;
            boolean wake = resting && !dropped;
            resting = false;
            return wake;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the connection up; {@link #failPending} is to follow. */
    Drop drop() {
        lock.lock();
        try {
            if (dropped) {
                return Drop.AGAIN;
            }
            closed = true;
            dropped = true;
            return reading ? Drop.WHILE_READ : Drop.AT_REST;
        } finally {
            lock.unlock();
        }
    }
}
