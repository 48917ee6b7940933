package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.JakartaSession;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** All sessions of a container that haven't ended, so that it can close them and wait. Thread-safe. */
final class SessionCount {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<JakartaSession> sessions = new HashSet<>();

    void add(JakartaSession session) {
        lock.lock();
        try {
            sessions.add(session);
        } finally {
            lock.unlock();
        }
    }

    void remove(JakartaSession session) {
        lock.lock();
        try {
            sessions.remove(session);
            if (sessions.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes all sessions; doesn't wait. */
    void closeAll(CloseReason reason) {
        List<JakartaSession> open;
        lock.lock();
        try {
            open = List.copyOf(sessions);
        } finally {
            lock.unlock();
        }
        open.forEach(session -> session.closeByContainer(reason));
    }

    /**
     * Waits until the last session has ended.
     *
     * @param most how long at most; an interrupt ends the wait, too
     */
    void awaitNone(Duration most) {
        long left = most.toNanos();
        lock.lock();
        try {
            while (!sessions.isEmpty() && left > 0) {
                left = empty.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
