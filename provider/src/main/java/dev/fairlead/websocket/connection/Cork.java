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

    /**
     * Creates a cork that holds nothing.
     *
     * @param flush writes what was collected
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

    /** The tick of the watch in which it began to hold what it holds, or held last. */
    int heldAt() {
        return heldAt;
    }

    void flush() {
        flush.run();
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
