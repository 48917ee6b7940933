package dev.fairlead.websocket.connection;

import java.util.Iterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes what a connection has collected while its handler runs, when the handler takes longer than a tick or two. One
 * ticking task serves all connections, and stops when nothing was collected for a while, so that a message costs neither a
 * task nor a look at the clock. Thread-safe.
 *
 * <p>On a machine with too much to do, handlers take long because they wait for a processor, and many are late at once. Then
 * more threads would only make it worse: one flushes all that are late, one after the other. Age is counted in ticks, as
 * these come the slower the longer threads wait, and looked at again before each flush.
 */
final class CorkWatch implements Runnable {
    /** How long a tick is. */
    static final long TICK_MILLIS = 2;
    /** How long the flushing thread may be at one connection before another one goes on with the rest. */
    static final int STALLED_TICKS = 8;
    private static final int IDLE_TICKS = 250;

    private final Executor executor;
    private final Executor nextTick;
    private final Set<Cork> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile int tick = 1;

    private final Queue<Cork> late = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flushing = new AtomicInteger();
    /** Set by each flush, and counted up by the ticks behind it. */
    private volatile int stalled;

    /**
     * Creates a watch that doesn't tick.
     *
     * @param executor runs flushes
     * @param nextTick runs a task after {@link #TICK_MILLIS}
     */
    CorkWatch(Executor executor, Executor nextTick) {
        this.executor = executor;
        this.nextTick = nextTick;
    }

    /** The current tick; never 0. */
    int tick() {
        return tick;
    }

    /** Watches a cork until it has held nothing for half a second. */
    void add(Cork cork) {
        watched.add(cork);
        if (ticking.compareAndSet(false, true)) {
            again();
        }
    }

    @Override
    public void run() {
        int now = tick == Integer.MAX_VALUE ? 1 : tick + 1;
        tick = now;
        for (Iterator<Cork> i = watched.iterator(); i.hasNext();) {
            Cork cork = i.next();
            if (cork.isDue(now)) {
                if (cork.order()) {
                    late.add(cork);
                }
            } else if (cork.isIdle(now, IDLE_TICKS)) {
                i.remove();
                cork.unwatched();
            }
        }
        if (!late.isEmpty()) {
            seeToFlushes();
        }
        if (watched.isEmpty()) {
            ticking.set(false);
            if (watched.isEmpty() || !ticking.compareAndSet(false, true)) {
                return;
            }
        }
        again();
    }

    /** Has a thread flush, unless one is at it and gets on. */
    private void seeToFlushes() {
        int ticks = stalled + 1;
        if (flushing.get() > 0 && ticks < STALLED_TICKS) {
            stalled = ticks;
            return;
        }
        stalled = 0;
        flushing.incrementAndGet();
        executor.execute(this::flushLate);
    }

    /** What comes when this thread has looked for the last time is left to the next tick: until then it is watched. */
    private void flushLate() {
        try {
            for (Cork cork = late.poll(); cork != null; cork = late.poll()) {
                stalled = 0;
                cork.flush(tick);
            }
        } finally {
            flushing.decrementAndGet();
        }
    }

    private void again() {
        try {
            nextTick.execute(this);
        } catch (RejectedExecutionException e) {
            // the runtime has been closed, and the connections before it
            watched.clear();
        }
    }
}
