package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.servlet.internal.LazyReadLoops;
import dev.fairlead.websocket.servlet.internal.ReadLoops;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.ThreadPool;

/** The read loops of one application on Jetty, on the connector's threads from the first connection on. Thread-safe. */
final class JettyLoops {
    /** A pool that is smaller needs its threads for requests. */
    private static final int LEAST_THREADS = 8;

    private final LazyReadLoops loops = new LazyReadLoops();

    /**
     * The loops.
     *
     * @param threads of the connector
     * @return null where Jetty is to tell of bytes: it was given virtual threads for what blocks, or very few threads at all
     */
    ReadLoops on(Executor threads) {
        if (!loops.hasBegun() && most(threads) >= LEAST_THREADS && VirtualThreads.getVirtualThreadsExecutor(threads) == null) {
            loops.begin(threads, Math.max(1, LazyReadLoops.count(most(threads))));
        }
        return loops.running();
    }

    private static int most(Executor threads) {
        return threads instanceof ThreadPool.SizedThreadPool pool ? pool.getMaxThreads() : Integer.MAX_VALUE;
    }

    /** Ends the loops: Jetty tells of bytes from now on. */
    void close() {
        loops.close();
    }
}
