package dev.fairlead.websocket.connection;

import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All timeouts of one connection on one task of the shared scheduler, which is armed for the earliest of them and looks
 * again at what has happened meanwhile; a message costs a look at the clock and no task. A connection without timeouts has
 * none. Times are those of {@link System#nanoTime()}. Thread-safe.
 */
final class Timers implements Runnable {
    private final Connection connection;
    private final Timeouts timeouts;
    private final ReentrantLock lock = new ReentrantLock();
    private Future<?> task;
    private long armedFor;
    private boolean stopped;

    private volatile long idle;
    private volatile long lastActivity;
    private volatile long lastReceived;

    private boolean closing;
    private long closeAt;
    private long lingering;

    private long pingInterval;
    private long pingTimeout;
    private long pingAt;
    private boolean pinged;
    private long pongBy;

    private boolean considered;
    private long earliest;

    Timers(Connection connection) {
        this.connection = connection;
        this.timeouts = new Timeouts(connection);
        this.lastReceived = System.nanoTime();
        this.lastActivity = lastReceived;
    }

    /** Something was received. */
    void received() {
        long now = System.nanoTime();
        lastReceived = now;
        lastActivity = now;
    }

    /** Something was written. */
    void written() {
        lastActivity = System.nanoTime();
    }

    /** Without a frame in either direction for so long, the connection is closed; 0 for never. */
    void setIdle(long millis) {
        idle = TimeUnit.MILLISECONDS.toNanos(millis);
        long now = System.nanoTime();
        lastActivity = now;
        if (millis > 0) {
            arm(now + idle);
        }
    }

    /** Pings the peer. */
    void setKeepalive(long interval, long timeout) {
        lock.lock();
        try {
            pingInterval = interval;
            pingTimeout = timeout;
            pingAt = System.nanoTime() + interval;
        } finally {
            lock.unlock();
        }
        arm(pingAt);
    }

    /** The connection is to end within that time; the earliest of several counts. Idle timeout and pings are over. */
    void closeWithin(long nanos) {
        long at = System.nanoTime() + nanos;
        lock.lock();
        try {
            if (!closing || at - closeAt < 0) {
                closing = true;
                closeAt = at;
            }
        } finally {
            lock.unlock();
        }
        arm(at);
    }

    /** The stream is closed when the peer has been quiet for so long. */
    void linger(long nanos) {
        lock.lock();
        try {
            lingering = nanos;
        } finally {
            lock.unlock();
        }
        arm(System.nanoTime() + nanos);
    }

    /** Whether a pong answers a ping of {@link #setKeepalive}. */
    boolean answersKeepalive(ByteBuffer pong) {
        return timeouts.isAnswer(pong);
    }

    /** Nothing is to be timed any more. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (task != null) {
                task.cancel(false);
                task = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes the task look at the latest at that time. */
    void arm(long at) {
        lock.lock();
        try {
            if (stopped || task != null && armedFor - at <= 0) {
                return;
            }
            if (task != null) {
                task.cancel(false);
            }
            schedule(at, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private void schedule(long at, long now) {
        armedFor = at;
        try {
            task = connection.runtime().scheduler().schedule(this, Math.max(0, at - now), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the runtime has been closed: nothing is timed any more, and nobody is waited for
            task = null;
            if (closing) {
                connection.runtime().execute(timeouts::closeTimedOut);
            }
        }
    }

    /** While {@link AsyncSender#considerDeadlines} runs: a time that the task must look at. */
    void consider(long at) {
        if (!considered || at - earliest < 0) {
            considered = true;
            earliest = at;
        }
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        if (connection.sender().async().expire(now)) {
            connection.runtime().execute(timeouts::sendTimedOut);
        }
        lock.lock();
        try {
            task = null;
            considered = false;
            if (stopped) {
                return;
            }
            if (closing || lingering > 0) {
                checkEnd(now);
            } else {
                checkIdle(now);
                checkPing(now);
            }
            connection.sender().async().considerDeadlines(this);
            if (considered) {
                schedule(earliest, now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void checkEnd(long now) {
        if (closing && now - closeAt >= 0) {
            closing = false;
            connection.runtime().execute(timeouts::closeTimedOut);
            return;
        }
        if (lingering > 0) {
            long at = lastActivity + lingering;
            if (now - at >= 0) {
                lingering = 0;
                connection.runtime().execute(timeouts::lingered);
                return;
            }
            consider(at);
        }
        if (closing) {
            consider(closeAt);
        }
    }

    private void checkIdle(long now) {
        long allowed = idle;
        if (allowed <= 0) {
            return;
        }
        long at = lastActivity + allowed;
        if (now - at >= 0) {
            idle = 0;
            connection.runtime().execute(() -> timeouts.idleTimedOut(TimeUnit.NANOSECONDS.toMillis(allowed)));
        } else {
            consider(at);
        }
    }

    private void checkPing(long now) {
        if (pingInterval <= 0) {
            return;
        }
        if (pinged) {
            if (connection.isReading() || lastReceived - (pongBy - pingTimeout) > 0) {
                // a peer that isn't read can't be heard; a peer that sends is alive
                pinged = false;
            } else if (now - pongBy >= 0) {
                pinged = false;
                connection.runtime().execute(timeouts::pingTimedOut);
                return;
            } else {
                consider(pongBy);
            }
        }
        if (now - pingAt >= 0) {
            pingAt = now + pingInterval;
            if (!pinged) {
                pinged = pingTimeout > 0;
                pongBy = now + pingTimeout;
                connection.runtime().execute(timeouts::keepalive);
                if (pinged) {
                    consider(pongBy);
                }
            }
        }
        consider(pingAt);
    }
}
