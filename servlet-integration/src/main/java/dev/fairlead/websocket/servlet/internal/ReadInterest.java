package dev.fairlead.websocket.servlet.internal;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One connection in a {@link ReadLoop}. Each event uses the wish for bytes up, as a container does it; but the selector goes
 * on to watch unless nobody has renewed the wish when the event was dealt with, so that a message costs no call of the
 * system to say so. Thread-safe.
 */
public final class ReadInterest {
    /** An event that takes longer is no business for a thread that others wait for. */
    private static final long LONG_NANOS = 300_000;

    /** From this weight on each event is handed over before it is dealt with. */
    private static final int HEAVY = 8;

    private static final int HEAVIEST = 2 * HEAVY;

    private final ReentrantLock lock = new ReentrantLock();
    private final ReadLoop loop;
    private final Runnable readable;
    private final Runnable released;

    // guarded by the lock
    private SelectionKey key;
    private boolean wanted;
    private boolean watched;
    private boolean held;
    private boolean gone;

    /** How often events took long lately; touched by whoever deals with the event, roughly right is enough. */
    private int weight;

    ReadInterest(ReadLoop loop, Runnable readable, Runnable released) {
        this.loop = loop;
        this.readable = readable;
        this.released = released;
    }

    void bind(SelectionKey bound) {
        lock.lock();
        try {
            key = bound;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes are waited for, by one event. Where the loop has ended, the container is asked instead. */
    public void want() {
        boolean wake;
        boolean released;
        lock.lock();
        try {
            released = gone;
            wanted = true;
            wake = !gone && !held && !watched && watch(true);
        } finally {
            lock.unlock();
        }
        if (released) {
            this.released.run();
        } else if (wake) {
            loop.wake();
        }
    }

    /** The connection is closed: the selector lets go of it, without which the socket would stay. */
    public void cancel() {
        lock.lock();
        try {
            key.cancel();
        } finally {
            lock.unlock();
        }
        loop.wake();
    }

    // ---- for the loop

    /** An event has come, and uses the wish up; false if there was none. */
    boolean begin() {
        lock.lock();
        try {
            boolean due = wanted;
            wanted = false;
            held = true;
            return due;
        } finally {
            lock.unlock();
        }
    }

    void run() {
        readable.run();
    }

    /** The event was dealt with, or the thread that does it leads no more: the selector watches if there is a wish. */
    void settle() {
        lock.lock();
        try {
            held = false;
            if (watched != wanted) {
                watch(wanted);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean watch(boolean on) {
        try {
            key.interestOps(on ? SelectionKey.OP_READ : 0);
            watched = on;
            return true;
        } catch (CancelledKeyException e) {
            // closed: the container tells
            return false;
        }
    }

    boolean isHeavy() {
        return weight >= HEAVY;
    }

    void took(long nanos) {
        if (nanos > LONG_NANOS) {
            weight = Math.min(weight + 4, HEAVIEST);
        } else if (weight > 0) {
            weight--;
        }
    }

    /** The loop ends: from now on the container tells of bytes. */
    void release() {
        boolean waits;
        lock.lock();
        try {
            gone = true;
            waits = wanted;
        } finally {
            lock.unlock();
        }
        if (waits) {
            released.run();
        }
    }
}
