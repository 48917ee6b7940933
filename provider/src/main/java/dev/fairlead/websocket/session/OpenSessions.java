package dev.fairlead.websocket.session;

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
     * Those that are open now.
     *
     * @return a copy
     */
    public Set<JakartaSession> snapshot() {
        return Set.copyOf(sessions);
    }
}
