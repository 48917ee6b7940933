package dev.fairlead.websocket.connection;

/**
 * Collects what the reading thread sends without waiting, so that it leaves in one write when all that was read has been
 * handled. A watch looks after it: when a handler takes its time, what was collected leaves without it.
 */
final class Cork {
    private final CorkWatch watch;
    private final Runnable flush;
    private volatile boolean holding;
    private volatile boolean watched;
    private volatile int heldAt;
    /** Whether the watch has ordered a flush that hasn't ended. */
    private volatile boolean ordered;

    /**
     * Creates a cork that holds nothing.
     *
     * @param flush writes what was collected, or leaves it if somebody else has the connection's lock
     */
    Cork(CorkWatch watch, Runnable flush) {
        this.watch = watch;
        this.flush = flush;
    }

    /** Something was collected. One thread at a time. */
    void hold() {
        if (!holding) {
            heldAt = watch.tick();
            holding = true;
            if (!watched) {
                watched = true;
                watch.add(this);
            }
        }
    }

    /** A write has taken what was collected. */
    void released() {
        if (holding) {
            holding = false;
        }
    }

    boolean isHolding() {
        return holding;
    }

    /**
     * Whether it has held what it holds for at least a whole tick of the watch.
     *
     * @param now the current tick
     */
    boolean isDue(int now) {
        if (!holding) {
            return false;
        }
        int age = now - heldAt;
        // less than 0: the ticks began anew
        return age > 1 || age < 0;
    }

    /**
     * Whether it has held nothing for some time.
     *
     * @param now   the current tick
     * @param ticks how long
     */
    boolean isIdle(int now, int ticks) {
        if (holding) {
            return false;
        }
        int age = now - heldAt;
        return age > ticks || age < 0;
    }

    /**
     * Orders a flush; called by the watch, one thread at a time.
     *
     * @return false if one was ordered that hasn't ended
     */
    boolean order() {
        if (ordered) {
            return false;
        }
        ordered = true;
        return true;
    }

    /**
     * Carries out what was ordered, unless it isn't due any more: others have written meanwhile.
     *
     * @param now the current tick
     */
    void flush(int now) {
        try {
            if (isDue(now)) {
                flush.run();
            }
        } finally {
            ordered = false;
        }
    }

    /** The watch doesn't look at it any more; if something was collected meanwhile, it does again. */
    void unwatched() {
        watched = false;
        if (holding) {
            watched = true;
            watch.add(this);
        }
    }
}
