package dev.fairlead.websocket.servlet.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/** The read loops of one application, which begin once, when it is known which threads they may have. Thread-safe. */
public final class LazyReadLoops {
    private static final Logger LOG = System.getLogger(LazyReadLoops.class.getName());

    /** Of so many threads one may select. */
    private static final int THREADS_FOR_A_LOOP = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean begun;
    private volatile ReadLoops loops;

    /** Nothing has begun yet. */
    public LazyReadLoops() {
    }

    /**
     * How many loops a pool may have.
     *
     * @param threads the pool has at most
     * @return no more than there are processors; 0 if the pool is small
     */
    public static int count(int threads) {
        return Math.min(Runtime.getRuntime().availableProcessors(), threads / THREADS_FOR_A_LOOP);
    }

    /**
     * Whether the loops have begun, or never will.
     *
     * @return true behind the first call of {@link #begin} or {@link #close}
     */
    public boolean hasBegun() {
        return begun;
    }

    /**
     * The loops.
     *
     * @return null where the container is to tell of bytes
     */
    public ReadLoops running() {
        return loops;
    }

    /**
     * Begins, unless that was done before.
     *
     * @param executor has threads for the loops
     * @param count    how many loops; none if 0
     */
    public void begin(Executor executor, int count) {
        lock.lock();
        try {
            if (!begun && count > 0) {
                loops = new ReadLoops(executor, count);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no selector for Fairlead's own read loops; the container tells of bytes instead", e);
        } finally {
            begun = true;
            lock.unlock();
        }
    }

    /** Ends the loops: the container tells of bytes from now on. */
    public void close() {
        lock.lock();
        try {
            begun = true;
        } finally {
            lock.unlock();
        }
        ReadLoops running = loops;
        if (running != null) {
            running.close();
        }
    }
}
