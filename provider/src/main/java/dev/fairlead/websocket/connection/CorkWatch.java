package dev.fairlead.websocket.connection;

import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes what a connection has collected while its handler runs, when the handler takes longer than a tick or two. One
 * ticking task serves all connections, and stops when nothing was collected for a while, so that a message costs neither a
 * task nor a look at the clock. Thread-safe.
 */
final class CorkWatch implements Runnable {
    /** How long a tick is. */
    static final long TICK_MILLIS = 2;
    private static final int IDLE_TICKS = 250;

    private final ConnectionRuntime runtime;
    private final Set<Cork> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile int tick = 1;

    CorkWatch(ConnectionRuntime runtime) {
        this.runtime = runtime;
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
            int age = now - cork.heldAt();
            if (cork.isHolding()) {
                if (age > 1 || age < 0) {
                    runtime.execute(cork::flush);
                }
            } else if (age > IDLE_TICKS || age < 0) {
                i.remove();
                cork.unwatched();
            }
        }
        if (watched.isEmpty()) {
            ticking.set(false);
            if (watched.isEmpty() || !ticking.compareAndSet(false, true)) {
                return;
            }
        }
        again();
    }

    private void again() {
        try {
            runtime.scheduler().schedule(this, TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the runtime has been closed, and the connections before it
            watched.clear();
        }
    }
}
