package dev.fairlead.websocket.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A point in time that something must be done by. Looks at the clock when it is asked first, as most sends don't wait.
 */
final class Deadline {
    private final long nanos;
    private long at;
    private boolean started;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /** A deadline; never reached if the timeout is zero. */
    static Deadline after(Duration timeout) {
        return new Deadline(timeout.toNanos());
    }

    /** A deadline; never reached if the timeout is zero. */
    static Deadline after(long millis) {
        return new Deadline(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    boolean isSet() {
        return nanos > 0;
    }

    /** Nanoseconds that are left; the first question starts the clock. */
    long remaining() {
        long now = System.nanoTime();
        if (!started) {
            started = true;
            at = now + nanos;
        }
        return at - now;
    }
}
