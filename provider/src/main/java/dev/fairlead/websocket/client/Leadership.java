package dev.fairlead.websocket.client;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Lets the thread of a selector run listeners, which may block: a watch looks whether it is in the same one for long, and then
 * has another thread take over. One ticking task serves all listeners of a selector, and stops when none has run for a while, so
 * that a listener costs neither a task nor a look at the clock. Thread-safe.
 */
final class Leadership {
    private static final long TICK_MILLIS = 2;
    private static final int IDLE_TICKS = 50;

    private final ScheduledExecutorService scheduler;
    private final LongConsumer takeOver;
    /** Odd while a listener runs. Changed by the leader, and by who takes over from it. */
    private final AtomicLong turns = new AtomicLong();
    private final AtomicBoolean ticking = new AtomicBoolean();
    /** Used by the ticking task alone. */
    private long seen;
    private int idle;

    /**
     * Creates a watch that doesn't tick.
     *
     * @param scheduler runs its ticks
     * @param takeOver  told the turn that takes its time
     */
    Leadership(ScheduledExecutorService scheduler, LongConsumer takeOver) {
        this.scheduler = scheduler;
        this.takeOver = takeOver;
    }

    /** The leader is about to run a listener. Returns the turn, or -1 if nobody could watch it. */
    long enter() {
        long turn = turns.incrementAndGet();
        if (!ticking.get() && ticking.compareAndSet(false, true) && !again()) {
            leave(turn);
            return -1;
        }
        return turn;
    }

    /** The leader has run it. Returns false if another thread may lead. */
    boolean leave(long turn) {
        return turns.compareAndSet(turn, turn + 1);
    }

    /** Takes over from a leader that is in this turn. Returns false if it isn't any more. */
    boolean take(long turn) {
        return isRunning(turn) && turns.compareAndSet(turn, turn + 1);
    }

    /** The turn that runs, or the last one. */
    long turn() {
        return turns.get();
    }

    private static boolean isRunning(long turn) {
        return (turn & 1) != 0;
    }

    private boolean again() {
        try {
            scheduler.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException shutDown) {
            ticking.set(false);
            return false;
        }
    }

    private void tick() {
        long now = turns.get();
        if (now != seen) {
            idle = 0;
        } else if (isRunning(now)) {
            takeOver.accept(now);
        } else {
            idle++;
        }
        seen = now;
        if (idle < IDLE_TICKS) {
            again();
            return;
        }
        idle = 0;
        ticking.set(false);
        // a leader that has found it ticking just before is watched
        if (turns.get() != now && ticking.compareAndSet(false, true)) {
            again();
        }
    }
}
