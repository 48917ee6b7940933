package dev.fairlead.websocket.servlet.generic;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The thread on which a container wants its streams to be used. Undertow's streams keep their state in plain fields, which
 * the connection's I/O thread changes before it calls back: another thread that asks them whether they are ready may be told
 * so while they are not. That thread is an {@link Executor}, so that a callback is enough to know it. On containers whose
 * threads are none, any thread may use the streams. Thread-safe.
 */
final class StreamThread {
    private volatile Executor executor;

    /** Says that the container has called back on this thread. */
    void called() {
        if (executor == null && Thread.currentThread() instanceof Executor own) {
            executor = own;
        }
    }

    /** Whether the streams belong to one thread. */
    boolean isKnown() {
        return executor != null;
    }

    /** Runs what uses the streams: here if this thread may. */
    void run(Runnable task) {
        Executor owner = executor;
        if (owner == null || owner == Thread.currentThread()) {
            task.run();
            return;
        }
        try {
            owner.execute(task);
        } catch (RejectedExecutionException e) {
            // the server has stopped, and nobody else is in the streams
            task.run();
        }
    }
}
