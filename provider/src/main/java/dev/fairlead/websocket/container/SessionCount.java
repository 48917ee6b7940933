package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.JakartaSession;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All sessions of a container that haven't ended, and the handshakes that are about to become sessions, so that it can
 * close them and wait. Thread-safe.
 */
final class SessionCount {
    /** A handshake that is about to become a session. */
    static final class Handshake {
        /** When it is given up, in the time of {@link System#nanoTime()}: a host whose stream breaks first tells nobody. */
        private final long until;

        private Handshake(long until) {
            this.until = until;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private final Set<JakartaSession> sessions = new HashSet<>();
    /** The oldest first. */
    private final Set<Handshake> handshakes = new LinkedHashSet<>();

    /**
     * A handshake begins.
     *
     * @param most how long it may take to become a session
     * @return what {@link #handshakeEnded} is given
     */
    Handshake handshakeBegins(Duration most) {
        long now = System.nanoTime();
        Handshake handshake = new Handshake(now + most.toNanos());
        lock.lock();
        try {
            giveUp(now);
            handshakes.add(handshake);
        } finally {
            lock.unlock();
        }
        return handshake;
    }

    /** A handshake has failed, or become a session that was added before. */
    void handshakeEnded(Handshake handshake) {
        lock.lock();
        try {
            handshakes.remove(handshake);
            signalIfEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** How many handshakes are under way. */
    int handshakes() {
        lock.lock();
        try {
            return handshakes.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions are open. */
    int sessions() {
        lock.lock();
        try {
            return sessions.size();
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(long now) {
        Iterator<Handshake> oldest = handshakes.iterator();
        while (oldest.hasNext() && now - oldest.next().until >= 0) {
            oldest.remove();
        }
    }

    private void signalIfEmpty() {
        if (sessions.isEmpty() && handshakes.isEmpty()) {
            empty.signalAll();
        }
    }

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
            signalIfEmpty();
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
     * Waits until the last handshake has become a session, and the last session has ended.
     *
     * @param most how long at most; an interrupt ends the wait, too
     */
    void awaitNone(Duration most) {
        long now = System.nanoTime();
        long end = now + most.toNanos();
        lock.lock();
        try {
            giveUp(now);
            while (!(sessions.isEmpty() && handshakes.isEmpty()) && end - now > 0) {
                long left = end - now;
                empty.awaitNanos(handshakes.isEmpty() ? left : Math.min(left, handshakes.iterator().next().until - now));
                now = System.nanoTime();
                giveUp(now);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
