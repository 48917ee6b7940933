package dev.fairlead.websocket.session;

import jakarta.websocket.Session;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open sessions of one endpoint. Thread-safe. */
public final class OpenSessions {
    private final Set<JakartaSession> sessions = ConcurrentHashMap.newKeySet();

    /** Creates an empty set. */
    public OpenSessions() {
    }

    /**
     * Adds a session that has been opened.
     *
     * @param session the session
     */
    public void add(JakartaSession session) {
        sessions.add(session);
    }

    /**
     * Removes a session that is closed.
     *
     * @param session the session
     */
    public void remove(JakartaSession session) {
        sessions.remove(session);
    }

    /**
     * Those that can send and receive, as an application sees them.
     *
     * @return a new set
     */
    Set<Session> open() {
        Set<Session> open = new HashSet<>(sessions.size() * 2);
        for (JakartaSession session : sessions) {
            if (session.connection().takesMessages()) {
                open.add(session);
            }
        }
        return open;
    }

    /**
     * Those whose onClose hasn't ended.
     *
     * @return a copy
     */
    public Set<JakartaSession> snapshot() {
        return Set.copyOf(sessions);
    }
}
