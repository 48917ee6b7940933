package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.JakartaSession;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** The authenticated sessions of each HTTP session: they end with it (specification section 7.2). Thread-safe. */
final class HttpSessions {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Set<JakartaSession>> byId = new HashMap<>();
    private final Map<JakartaSession, String> ids = new HashMap<>();

    /** A session begins; one without an HTTP session or a user is nobody's. */
    void add(JakartaSession session) {
        String id = session.info().httpSessionId();
        if (id == null || session.info().userPrincipal() == null) {
            return;
        }
        lock.lock();
        try {
            byId.computeIfAbsent(id, unused -> new HashSet<>()).add(session);
            ids.put(session, id);
        } finally {
            lock.unlock();
        }
    }

    /** A session has ended. */
    void remove(JakartaSession session) {
        lock.lock();
        try {
            String id = ids.remove(session);
            if (id != null) {
                byId.computeIfPresent(id, (unused, sessions) ->
                        sessions.remove(session) && sessions.isEmpty() ? null : sessions);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An HTTP session has another id. */
    void rename(String oldId, String newId) {
        lock.lock();
        try {
            Set<JakartaSession> sessions = byId.remove(oldId);
            if (sessions != null) {
                byId.computeIfAbsent(newId, unused -> new HashSet<>()).addAll(sessions);
                sessions.forEach(session -> ids.put(session, newId));
            }
        } finally {
            lock.unlock();
        }
    }

    /** The sessions of an HTTP session: a copy. */
    Set<JakartaSession> of(String id) {
        lock.lock();
        try {
            return Set.copyOf(byId.getOrDefault(id, Set.of()));
        } finally {
            lock.unlock();
        }
    }
}
