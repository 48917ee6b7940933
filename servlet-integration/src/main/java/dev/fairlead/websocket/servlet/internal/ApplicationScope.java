package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.concurrent.Executor;

/**
 * What a transport borrows from its application. Containers call upgraded connections with their own context class
 * loader, so whatever runs the application's code is run in its scope. Thread-safe.
 *
 * @param loader   the application's class loader
 * @param buffers  for reading
 * @param executor runs the application's code where no thread of the container may
 * @param stop     ends all sessions, for servers that would cut them off before they stop the application
 */
public record ApplicationScope(ClassLoader loader, BufferAllocator buffers, Executor executor, Runnable stop) {
    /**
     * Runs something with the application's context class loader.
     *
     * @param task what to run, on this thread
     */
    public void run(Runnable task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == loader) {
            task.run();
            return;
        }
        thread.setContextClassLoader(loader);
        try {
            task.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
