package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What all connections of a container share: one scheduler for timers, the executor for endpoint code that no transport
 * thread runs (timeouts, completions), and pooled buffers. No thread is started before it is needed. Thread-safe.
 */
public final class ConnectionRuntime implements AutoCloseable {
    private final Executor executor;
    /** For what may not wait behind an application's tasks in an executor of its own. */
    private final ExecutorService own;
    private final ScheduledThreadPoolExecutor scheduler;
    private final BufferAllocator buffers;
    private final CorkWatch corks;
    private final OpenStreams streams = new OpenStreams();
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * Creates a runtime.
     *
     * @param executor runs endpoint code; null for the default: virtual threads where the JVM has them, else a cached
     *                 pool of daemon threads. Only the default is shut down by {@link #close}
     */
    public ConnectionRuntime(Executor executor) {
        this(executor, new BufferPool());
    }

    ConnectionRuntime(Executor executor, BufferAllocator buffers) {
        this.buffers = buffers;
        this.own = defaultExecutor();
        this.executor = executor == null ? own : executor;
        this.scheduler = new ScheduledThreadPoolExecutor(1, new DaemonThreads("fairlead-timer"));
        scheduler.setRemoveOnCancelPolicy(true);
        // a client's runtime is never closed: its thread ends when there is no timer left
        scheduler.setKeepAliveTime(1, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.corks = new CorkWatch(this::execute,
                tick -> scheduler.schedule(tick, CorkWatch.TICK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private static ExecutorService defaultExecutor() {
        try {
            // Java 21 and later; this class is compiled for 17
            return (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            // Executors' cached pool keeps idle threads for a minute, and with them the class loader of this class
            return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
                    new DaemonThreads("fairlead"));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the JVM's executor of virtual threads can't be created", e.getCause());
        }
    }

    /**
     * Runs endpoint code.
     *
     * @return never null
     */
    public Executor executor() {
        return executor;
    }

    /**
     * Whether nobody has chosen the executor, so that endpoint code may run on other threads as well.
     *
     * @return false if the executor was given
     */
    public boolean hasDefaultExecutor() {
        return executor == own;
    }

    /**
     * The one thread of all timers; nothing that runs there blocks.
     *
     * @return never null
     */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    /**
     * Pooled arrays for reading and writing.
     *
     * @return thread-safe
     */
    public BufferAllocator buffers() {
        return buffers;
    }

    /** Watches for replies that wait behind a handler that blocks. */
    CorkWatch corks() {
        return corks;
    }

    /** The connections whose streams aren't closed. */
    OpenStreams streams() {
        return streams;
    }

    /** Runs a task of the connection itself, which waits for nobody: never on the executor that an application has given. */
    void execute(Runnable task) {
        try {
            own.execute(task);
        } catch (RejectedExecutionException e) {
            // closed: a connection must come to its end even so
            DaemonThreads.create("fairlead-end", task).start();
        }
    }

    /** Runs code of the application. */
    void executeEndpoint(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            execute(task);
        }
    }

    /**
     * Whether something is to be warned of: the first time only.
     *
     * @param what names the setting
     * @return true once
     */
    public boolean warnsFirst(String what) {
        return warned.add(what);
    }

    /**
     * Waits until the streams of all connections are closed: a connection whose session has been told its end may still
     * wait for its peer's answer.
     *
     * @param most how long at most; an interrupt ends the wait, too
     * @return whether all are closed
     */
    public boolean awaitStreams(Duration most) {
        return streams.awaitNone(most);
    }

    /**
     * Stops the scheduler and the default executor; connections should have been closed before. A stream that is open still
     * is dropped, as nothing times it any more.
     */
    @Override
    public void close() {
        scheduler.shutdownNow();
        streams.abortAll(new IOException("the container has been closed"));
        own.shutdown();
    }
}
