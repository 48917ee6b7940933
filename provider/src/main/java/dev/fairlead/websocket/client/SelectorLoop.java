package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.DaemonThreads;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A selector and its daemon thread. Both come with the first socket and go some time after the last one, so that a
 * client that isn't used any more holds neither a thread nor a class loader. Thread-safe.
 */
final class SelectorLoop {
    private static final Logger LOG = System.getLogger(SelectorLoop.class.getName());

    private final String threadName;
    private final long graceMillis;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** Null while no thread runs; guarded by the lock. */
    private Selector selector;
    private volatile Thread thread;
    /**
     * Of the sockets that aren't closed. The selector's own keys lag behind: it may sleep on one that was cancelled.
     */
    private final AtomicInteger sockets = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Creates a loop, without a thread.
     *
     * @param threadName name of its thread
     * @param grace      how long the thread waits for another socket after the last one has gone
     */
    SelectorLoop(String threadName, Duration grace) {
        this.threadName = threadName;
        this.graceMillis = Math.max(1, grace.toMillis());
    }

    /**
     * Takes a socket, with no operation armed.
     *
     * @param channel non-blocking
     * @param handler is told when the socket is ready
     * @return the socket's registration
     * @throws IOException if there is no selector to be had, or the loop was closed
     */
    SelectionKey register(SocketChannel channel, ReadyHandler handler) throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the client was closed");
            }
            if (selector == null) {
                start();
            }
            SelectionKey key = channel.register(selector, 0, handler);
            sockets.incrementAndGet();
            return key;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A socket was closed; called once for each that was registered.
     *
     * @param key its registration, cancelled
     */
    void leave(SelectionKey key) {
        sockets.decrementAndGet();
        // The descriptor of a registered channel is closed by the selector's next round.
        key.selector().wakeup();
    }

    /**
     * Runs a task on the loop's thread, or on the calling one if the loop has ended.
     *
     * @param task must not block
     */
    void execute(Runnable task) {
        lock.lock();
        try {
            if (selector != null) {
                tasks.add(task);
                selector.wakeup();
                return;
            }
        } finally {
            lock.unlock();
        }
        task.run();
    }

    /** Whether the calling thread is the loop's. */
    boolean isLoopThread() {
        return Thread.currentThread() == thread;
    }

    /** Drops all sockets and ends the thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            if (selector != null) {
                selector.wakeup();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() throws IOException {
        Selector opened = Selector.open();
        Thread created = DaemonThreads.create(threadName, () -> run(opened));
        selector = opened;
        thread = created;
        created.start();
    }

    private void run(Selector own) {
        try {
            long unusedSince = System.nanoTime();
            while (!closed) {
                boolean unused = sockets.get() == 0;
                if (!unused) {
                    unusedSince = System.nanoTime();
                }
                own.select(unused ? graceMillis : 0);
                for (SelectionKey key : own.selectedKeys()) {
                    dispatch(key);
                }
                own.selectedKeys().clear();
                runTasks();
                boolean graceIsOver = System.nanoTime() - unusedSince >= TimeUnit.MILLISECONDS.toNanos(graceMillis);
                if (unused && graceIsOver && end(own)) {
                    return;
                }
            }
            drop(own, new IOException("the client was closed"));
        } catch (IOException broken) {
            LOG.log(Level.ERROR, threadName + " has lost its selector; its connections fail", broken);
            drop(own, broken);
        }
    }

    private void dispatch(SelectionKey key) {
        ReadyHandler handler = (ReadyHandler) key.attachment();
        try {
            int ready = key.readyOps();
            key.interestOpsAnd(~ready);
            handler.onReady(ready);
        } catch (CancelledKeyException closedMeanwhile) {
            LOG.log(Level.TRACE, "closed by another thread while it was ready");
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, "a connection fails on " + threadName, failure);
            handler.onDropped(new IOException("internal error: " + failure, failure));
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                LOG.log(Level.ERROR, "a task fails on " + threadName, failure);
            }
        }
    }

    /** Ends the thread unless a socket came meanwhile. */
    private boolean end(Selector own) throws IOException {
        lock.lock();
        try {
            if (sockets.get() > 0 || !tasks.isEmpty()) {
                return false;
            }
            selector = null;
            thread = null;
            own.close();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void drop(Selector own, IOException cause) {
        lock.lock();
        try {
            selector = null;
            thread = null;
        } finally {
            lock.unlock();
        }
        for (SelectionKey key : own.keys().toArray(SelectionKey[]::new)) {
            ((ReadyHandler) key.attachment()).onDropped(cause);
        }
        runTasks();
        try {
            own.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "closing the selector failed", failure);
        }
    }
}
