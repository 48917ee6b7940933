package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.protocol.handshake.Headers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the container what happens to HTTP sessions: the WebSocket sessions of a user who is gone are closed (Jakarta
 * WebSocket section 7.2). No event tells of a logout that leaves the HTTP session alive, so the requests of sessions that
 * have WebSocket users are looked at. Thread-safe.
 */
final class HttpSessions implements HttpSessionListener, HttpSessionIdListener {
    private final FairleadServerContainer container;
    private final Set<String> withUsers = ConcurrentHashMap.newKeySet();

    HttpSessions(FairleadServerContainer container) {
        this.container = container;
    }

    /**
     * Watches a handshake that was accepted. Its session opens when the response has left, and the user may be gone by then.
     */
    AcceptedUpgrade watch(HttpServletRequest request, AcceptedUpgrade accepted) {
        HttpSession session = request.getSession(false);
        if (session == null || request.getUserPrincipal() == null) {
            return accepted;
        }
        String id = session.getId();
        withUsers.add(id);
        return new AcceptedUpgrade() {
            @Override
            public Headers responseHeaders() {
                return accepted.responseHeaders();
            }

            @Override
            public void open(Transport transport) {
                accepted.open(transport);
                opened(id, session.getId());
            }

            @Override
            public void abandon() {
                accepted.abandon();
            }
        };
    }

    private void opened(String idThen, String idNow) {
        if (!idNow.equals(idThen)) {
            container.httpSessionRenamed(idThen, idNow);
        }
        if (!withUsers.contains(idNow)) {
            container.httpSessionEnded(idNow);
        }
    }

    /** The HTTP session that a request may log out of, or null if no WebSocket session cares. */
    String mayLogOut(HttpServletRequest request) {
        if (withUsers.isEmpty()) {
            return null;
        }
        HttpSession session = request.getSession(false);
        return session != null && withUsers.contains(session.getId()) && request.getUserPrincipal() != null
                ? session.getId() : null;
    }

    /** A request has ended that came with a user. */
    void ended(HttpServletRequest request, String sessionId) {
        if (!request.isAsyncStarted() && request.getUserPrincipal() == null && withUsers.remove(sessionId)) {
            container.httpSessionEnded(sessionId);
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        String id = event.getSession().getId();
        withUsers.remove(id);
        container.httpSessionEnded(id);
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        String id = event.getSession().getId();
        if (withUsers.remove(oldId)) {
            withUsers.add(id);
        }
        container.httpSessionRenamed(oldId, id);
    }
}
