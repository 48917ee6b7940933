package dev.fairlead.websocket.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The connections of a runtime whose streams aren't closed, so that none outlives it: a peer that doesn't answer a close
 * frame would otherwise keep its connection, and with it the application's class loader, when the timers have gone.
 * Thread-safe.
 */
final class OpenStreams {
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        if (connections.remove(connection) && connections.isEmpty()) {
            lock.lock();
            try {
                empty.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits at most so long until all are closed; an interrupt ends the wait, too. */
    boolean awaitNone(Duration most) {
        long left = most.toNanos();
        lock.lock();
        try {
            while (!connections.isEmpty() && left > 0) {
                left = empty.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return connections.isEmpty();
    }

    /** Drops those that are left. */
    void abortAll(IOException why) {
        connections.forEach(connection -> connection.abort(why));
    }
}
