package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all connections of a container share: one scheduler for timers, the executor for endpoint code that no transport
 * thread runs (timeouts, completions), and pooled buffers. Thread-safe.
 */
public final class ConnectionRuntime implements AutoCloseable {
    /**
     * Creates a runtime.
     *
     * @param executor runs endpoint code; null for the default: virtual threads where the JVM has them, else a cached
     *                 pool of daemon threads. Only the default is shut down by {@link #close}
     */
    public ConnectionRuntime(Executor executor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Runs endpoint code.
     *
     * @return never null
     */
    public Executor executor() {
        throw new UnsupportedOperationException();
    }

    /**
     * The one thread of all timers; nothing that runs there blocks.
     *
     * @return never null
     */
    public ScheduledExecutorService scheduler() {
        throw new UnsupportedOperationException();
    }

    /**
     * Pooled arrays for reading and writing.
     *
     * @return thread-safe
     */
    public BufferAllocator buffers() {
        throw new UnsupportedOperationException();
    }

    /** Stops the scheduler and the default executor; connections must have been closed before. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
