package dev.fairlead.websocket.connection;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one thread at a time into the endpoint. The thread that reads enters and leaves; the end of the connection comes
 * once, last, and after whoever is inside has left: that thread then runs it. Nobody waits. Thread-safe.
 */
final class Turn {
    private static final int FREE = 0;
    private static final int TAKEN = 1;
    private static final int TAKEN_END_WAITS = 2;
    private static final int ENDED = 3;

    private final AtomicInteger state = new AtomicInteger();
    private final Runnable end;
    private volatile Thread holder;

    /**
     * Creates a turn that is free.
     *
     * @param end the last that runs in it
     */
    Turn(Runnable end) {
        this.end = end;
    }

    /**
     * Enters.
     *
     * @return false if the end has come
     */
    boolean enter() {
        if (!state.compareAndSet(FREE, TAKEN)) {
            return false;
        }
        holder = Thread.currentThread();
        return true;
    }

    /** Leaves; runs the end if it came meanwhile. */
    void leave() {
        holder = null;
        if (!state.compareAndSet(TAKEN, FREE)) {
            state.set(ENDED);
            runEnd();
        }
    }

    /**
     * Brings the end about: now, if nobody is inside, or when whoever is inside leaves.
     *
     * @return true if the caller has to see to it that {@link #runEnd} runs
     */
    boolean end() {
        while (true) {
            if (state.compareAndSet(FREE, ENDED)) {
                return true;
            }
            int now = state.get();
            if (now == ENDED || now == TAKEN_END_WAITS) {
                return false;
            }
            if (state.compareAndSet(TAKEN, TAKEN_END_WAITS)) {
                return false;
            }
        }
    }

    /** Runs the end on this thread. */
    void runEnd() {
        holder = Thread.currentThread();
        try {
            end.run();
        } finally {
            holder = null;
        }
    }

    /**
     * Whether this thread is inside.
     *
     * @return true between {@link #enter} and {@link #leave}, and during the end
     */
    boolean isMine() {
        return holder == Thread.currentThread();
    }

    /**
     * Whether some thread is inside and may stay.
     *
     * @return true before it leaves
     */
    boolean isTaken() {
        return holder != null;
    }
}
