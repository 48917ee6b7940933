package dev.fairlead.websocket.connection;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** The timers of one connection, made when the first is needed: many connections never have any. Thread-safe. */
final class LazyTimers {
    private static final AtomicReferenceFieldUpdater<LazyTimers, Timers> TIMERS =
            AtomicReferenceFieldUpdater.newUpdater(LazyTimers.class, Timers.class, "timers");

    private final Connection connection;
    private final Ending ending;
    private volatile Timers timers;

    LazyTimers(Connection connection, Ending ending) {
        this.connection = connection;
        this.ending = ending;
    }

    private Timers made() {
        if (timers == null) {
            TIMERS.compareAndSet(this, null, new Timers(connection));
            if (ending.isOver()) {
                // whoever ended it found no timers to stop
                timers.stop();
            }
        }
        return timers;
    }

    /** Something was received. */
    void received() {
        if (timers != null) {
            timers.received();
        }
    }

    /** Something was written. */
    void written() {
        if (timers != null) {
            timers.written();
        }
    }

    /** Without a frame in either direction for so long, the connection is closed; zero or less for never. */
    void setIdle(long millis) {
        if (millis > 0 || timers != null) {
            made().setIdle(Math.max(0, millis));
        }
    }

    /** Pings the peer; an interval of 0 for never. */
    void setKeepalive(long intervalNanos, long timeoutNanos) {
        if (intervalNanos > 0) {
            made().setKeepalive(intervalNanos, timeoutNanos);
        }
    }

    /** Whether a pong answers a ping of ours, which is none of the application's business. */
    boolean answersKeepalive(ByteBuffer pong) {
        return timers != null && timers.answersKeepalive(pong);
    }

    /** The stream is to be closed within that time; 0 for any time. */
    void closeWithin(long nanos) {
        if (nanos > 0) {
            made().closeWithin(nanos);
        }
    }

    /** The stream is closed when the peer has been quiet for so long. */
    void linger(long nanos) {
        made().linger(nanos);
    }

    /** An asynchronous send has that deadline. */
    void arm(long at) {
        made().arm(at);
    }

    /** Nothing is to be timed any more. */
    void stop() {
        if (timers != null) {
            timers.stop();
        }
    }
}
