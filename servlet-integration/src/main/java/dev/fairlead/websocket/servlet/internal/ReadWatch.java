package dev.fairlead.websocket.servlet.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks every millisecond whether a {@link ReadLoop}'s leader is stuck in an event, and lets another thread lead; sleeps
 * while nothing comes. Thread-safe.
 */
final class ReadWatch implements Runnable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile List<ReadLoop> loops = List.of();
    private volatile Thread thread;
    private volatile boolean ended;

    /** Begins to watch. */
    void start(List<ReadLoop> watched) {
        loops = List.copyOf(watched);
        Thread started = new Thread(this, "fairlead-read-watch");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** An event has begun. */
    void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        List<ReadLoop> watched = loops;
        long[] seen = new long[watched.size()];
        while (!ended) {
            LockSupport.parkNanos(this, TICK_NANOS);
            if (!look(watched, seen)) {
                sleep(watched, seen);
            }
        }
    }

    /** Whether there was anything since it looked last. */
    private static boolean look(List<ReadLoop> watched, long[] seen) {
        boolean busy = false;
        for (int i = 0; i < seen.length; i++) {
            ReadLoop loop = watched.get(i);
            long term = loop.term();
            boolean inEvent = (term & 1) != 0;
            if (inEvent && term == seen[i]) {
                loop.takeOver(term);
            }
            busy |= inEvent || term != seen[i];
            seen[i] = term;
        }
        return busy;
    }

    /** Sleeps until an event begins: leaders ask whether it sleeps when they have begun one. */
    private void sleep(List<ReadLoop> watched, long[] seen) {
        asleep.set(true);
        while (asleep.get() && !ended && !look(watched, seen)) {
            LockSupport.park(this);
        }
        asleep.set(false);
    }
}
