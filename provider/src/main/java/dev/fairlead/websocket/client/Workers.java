package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.DaemonThreads;
import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What all connections of a connector work with. Thread-safe. */
final class Workers {
    private final Executor executor;
    private final boolean anyThread;
    private final ScheduledExecutorService scheduler;
    private final BufferAllocator buffers;
    private final ThreadPoolExecutor lastResort;

    /** Takes whether listeners may be called by the selectors' threads, as nobody has chosen the executor. */
    Workers(Executor executor, boolean anyThread, ScheduledExecutorService scheduler, BufferAllocator buffers) {
        this.executor = executor;
        this.anyThread = anyThread;
        this.scheduler = scheduler;
        this.buffers = buffers;
        this.lastResort = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                new DaemonThreads("fairlead-client-last-resort"));
        lastResort.allowCoreThreadTimeOut(true);
    }

    /** Runs listeners. May throw what an executor throws that takes no task. */
    Executor executor() {
        return executor;
    }

    /** Whether listeners may be called by the selectors' threads, too. */
    boolean anyThread() {
        return anyThread;
    }

    /**
     * Tells a listener that its connection has failed: by the executor, and if that takes no task, by one thread of
     * our own that ends when it isn't needed.
     */
    void tellFailure(Runnable task) {
        try {
            executor.execute(task);
        } catch (RuntimeException rejected) {
            lastResort.execute(task);
        }
    }

    ScheduledExecutorService scheduler() {
        return scheduler;
    }

    BufferAllocator buffers() {
        return buffers;
    }
}
