package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.servlet.internal.ReadLoops;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.ThreadPool;

/** The read loops of one application on Jetty, on the connector's threads from the first connection on. Thread-safe. */
final class JettyLoops {
    private static final Logger LOG = System.getLogger(JettyLoops.class.getName());

    /** Of so many threads one may select, as Jetty reckons, too. */
    private static final int THREADS_FOR_A_LOOP = 16;

    /** A pool that is smaller needs its threads for requests. */
    private static final int LEAST_THREADS = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean begun;
    private volatile ReadLoops loops;

    /**
     * The loops.
     *
     * @param threads of the connector
     * @return null where Jetty is to tell of bytes: it was given virtual threads for what blocks, or very few threads at all
     */
    ReadLoops on(Executor threads) {
        if (loops != null || most(threads) < LEAST_THREADS || VirtualThreads.getVirtualThreadsExecutor(threads) != null) {
            return loops;
        }
        lock.lock();
        try {
            if (!begun) {
                begun = true;
                loops = new ReadLoops(threads, count(threads));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "no selector for Fairlead's own read loops; Jetty tells of bytes instead", e);
        } finally {
            lock.unlock();
        }
        return loops;
    }

    private static int count(Executor threads) {
        int loops = Math.min(Runtime.getRuntime().availableProcessors(), most(threads) / THREADS_FOR_A_LOOP);
        return Math.max(1, loops);
    }

    private static int most(Executor threads) {
        return threads instanceof ThreadPool.SizedThreadPool pool ? pool.getMaxThreads() : Integer.MAX_VALUE;
    }

    /** Ends the loops: Jetty tells of bytes from now on. */
    void close() {
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
