package dev.fairlead.websocket.connection;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads that keep no application's class loader alive. Several applications may share a client, so a thread outlives
 * the application that was the first to need it. Thread-safe.
 */
public final class DaemonThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Creates a factory.
     *
     * @param name of the threads, which are counted
     */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return create(name + "-" + count.incrementAndGet(), task);
    }

    /**
     * Creates a thread.
     *
     * @param name its name
     * @param task what it runs
     * @return not started
     */
    @SuppressWarnings("removal")
    public static Thread create(String name, Runnable task) {
        // before Java 24 a thread refers to the class loaders of all that are on the stack, up to a privileged action
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            return thread;
        });
    }
}
