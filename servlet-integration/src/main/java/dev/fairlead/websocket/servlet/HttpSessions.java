package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/**
 * Tells the container what happens to HTTP sessions: the WebSocket sessions of a user who is gone are closed (Jakarta
 * WebSocket section 7.2).
 */
final class HttpSessions implements HttpSessionListener, HttpSessionIdListener {
    private final FairleadServerContainer container;

    HttpSessions(FairleadServerContainer container) {
        this.container = container;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        container.httpSessionEnded(event.getSession().getId());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldId) {
        container.httpSessionRenamed(oldId, event.getSession().getId());
    }
}
