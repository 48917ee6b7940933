package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Runs the application's code one task at a time, in order, on threads that hold no lock of the container: a blocking send
 * in the container's callback would wait for another callback that waits for this one to return. Thread-safe.
 */
final class Deliveries {
    private static final long FIRST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LAST_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final ApplicationScope scope;
    private final Runnable whenIdle;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private long patience = FIRST_PATIENCE;

    /**
     * Creates it without tasks.
     *
     * @param whenIdle runs after {@link #isIdle} has become true
     */
    Deliveries(ApplicationScope scope, Runnable whenIdle) {
        this.scope = scope;
        this.whenIdle = whenIdle;
    }

    /** Runs a task after those that were given before. */
    void run(Runnable task) {
        lock.lock();
        try {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        try {
            scope.executor().execute(() -> scope.run(this::runAll));
        } catch (RejectedExecutionException e) {
            // the application stops: tell it here rather than not at all
            scope.run(this::runAll);
        }
    }

    private void runAll() {
        Runnable task = next();
        while (task != null) {
            task.run();
            task = next();
        }
        whenIdle.run();
    }

    private Runnable next() {
        lock.lock();
        try {
            Runnable task = tasks.poll();
            if (task == null) {
                running = false;
                changed.signalAll();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no task is waiting or running. */
    boolean isIdle() {
        lock.lock();
        try {
            return !running;
        } finally {
            lock.unlock();
        }
    }

    /** What somebody waits for may have come; or something has got on, so that the next wait may be short again. */
    void wake() {
        lock.lock();
        try {
            patience = FIRST_PATIENCE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits in a callback of the container.
     *
     * @param done  what is waited for
     * @param hurry whether the container is needed elsewhere; then the wait is short, but longer each time
     * @return false if it has not come and the callback should return
     */
    boolean await(BooleanSupplier done, BooleanSupplier hurry) {
        lock.lock();
        try {
            long left = patience;
            while (!done.getAsBoolean()) {
                if (!hurry.getAsBoolean()) {
                    changed.await();
                } else if (left > 0) {
                    left = changed.awaitNanos(left);
                } else {
                    patience = Math.min(2 * patience, LAST_PATIENCE);
                    return false;
                }
            }
            patience = FIRST_PATIENCE;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
