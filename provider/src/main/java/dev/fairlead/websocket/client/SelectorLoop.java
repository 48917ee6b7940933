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
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A selector and its daemon thread. Both come with the first socket and go some time after the last one, so that a
 * client that isn't used any more holds neither a thread nor a class loader. Thread-safe.
 *
 * <p>The thread may run a listener itself, which saves the way to another thread and back. If the listener blocks, another
 * thread becomes the loop's, and the first one ends behind the listener; for a while listeners run elsewhere then.
 */
final class SelectorLoop {
    private static final Logger LOG = System.getLogger(SelectorLoop.class.getName());
    /** How long listeners run here after a select: what is ready then doesn't wait longer than that for a thread. */
    private static final long HERE_NANOS = 500_000;
    /** How long they run elsewhere after one that blocked. */
    private static final long ELSEWHERE_NANOS = 1_000_000_000;

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

    private final Leadership leadership;
    // The next three are the leading thread's own; a thread that takes over finds them as they were left.
    private final Queue<SelectionKey> ready = new ArrayDeque<>();
    private long unusedSince = System.nanoTime();
    private long selectedAt;
    private volatile long elsewhereUntil = System.nanoTime();

    /**
     * Creates a loop, without a thread.
     *
     * @param threadName name of its thread
     * @param grace      how long the thread waits for another socket after the last one has gone
     * @param scheduler  watches the listeners that the thread runs
     */
    SelectorLoop(String threadName, Duration grace, ScheduledExecutorService scheduler) {
        this.threadName = threadName;
        this.graceMillis = Math.max(1, grace.toMillis());
        this.leadership = new Leadership(scheduler, this::takeOver);
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
                if (!isLoopThread()) {
                    selector.wakeup();
                }
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

    /**
     * Runs a listener on the loop's thread, which calls this, unless others would wait too long.
     *
     * @param listener may block
     * @return whether it has run
     */
    boolean tryRun(Runnable listener) {
        long now = System.nanoTime();
        if (now - elsewhereUntil < 0 || now - selectedAt > HERE_NANOS) {
            return false;
        }
        long turn = leadership.enter();
        if (turn < 0) {
            return false;
        }
        try {
            listener.run();
        } finally {
            if (!leadership.leave(turn)) {
                awaitTakeOver();
            }
        }
        return true;
    }

    /** Who calls may wait for what this loop does next: if it is a listener on the loop's thread, another thread takes over. */
    void mayWait() {
        if (isLoopThread()) {
            takeOver(leadership.turn());
        }
    }

    private void takeOver(long turn) {
        lock.lock();
        try {
            Selector current = selector;
            if (current == null || !leadership.take(turn)) {
                return;
            }
            elsewhereUntil = System.nanoTime() + ELSEWHERE_NANOS;
            Thread next = DaemonThreads.create(threadName, () -> run(current));
            // only a thread that runs is the loop's: without another one the first goes on
            next.start();
            thread.setName(threadName + "-endpoint");
            thread = next;
        } catch (OutOfMemoryError noThread) {
            LOG.log(Level.ERROR, "no thread takes over from " + threadName + ", where a listener blocks", noThread);
        } finally {
            lock.unlock();
        }
    }

    /** Drops all sockets and ends the thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            if (selector != null) {
                takeOver(leadership.turn());
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
            awaitTakeOver();
            while (!closed) {
                if (!dispatchReady() || !runTasks()) {
                    return;
                }
                boolean unused = sockets.get() == 0;
                if (!unused) {
                    unusedSince = System.nanoTime();
                } else if (System.nanoTime() - unusedSince >= TimeUnit.MILLISECONDS.toNanos(graceMillis) && end(own)) {
                    return;
                }
                own.select(unused ? graceMillis : 0);
                selectedAt = System.nanoTime();
                ready.addAll(own.selectedKeys());
                own.selectedKeys().clear();
            }
            drop(own, new IOException("the client was closed"));
        } catch (IOException broken) {
            LOG.log(Level.ERROR, threadName + " has lost its selector; its connections fail", broken);
            drop(own, broken);
        }
    }

    /** Behind this, everybody knows who is the loop's thread. */
    private void awaitTakeOver() {
        lock.lock();
        lock.unlock();
    }

    /** Returns false if another thread has become the loop's. */
    private boolean dispatchReady() {
        for (SelectionKey key = ready.poll(); key != null; key = ready.poll()) {
            dispatch(key);
            if (!isLoopThread()) {
                return false;
            }
        }
        return true;
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

    /** Returns false likewise. */
    private boolean runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
            if (!isLoopThread()) {
                return false;
            }
        }
        return true;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(Level.ERROR, "a task fails on " + threadName, failure);
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
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
        try {
            own.close();
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, "closing the selector failed", failure);
        }
    }
}
