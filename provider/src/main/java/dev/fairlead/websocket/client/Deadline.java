package dev.fairlead.websocket.client;

import java.time.Duration;

/**
 * A point in time by which a connection has to be open.
 *
 * @param at    of {@link System#nanoTime}; meaningless if there is no limit
 * @param total how long it was when it began, zero for no limit; what error messages say
 */
record Deadline(long at, Duration total) {
    /** Far enough to be never reached, near enough not to overflow. */
    private static final long FOREVER = Long.MAX_VALUE / 4;

    static Deadline after(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos(), total);
    }

    /** What is left in nanoseconds; zero or less when it is over. */
    long left() {
        return total.isZero() ? FOREVER : at - System.nanoTime();
    }

    /** The deadline of the next of several attempts, so that one that hangs leaves time for the others. */
    Deadline share(int attempts) {
        return total.isZero() ? this : new Deadline(System.nanoTime() + left() / attempts, total);
    }
}
