package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.HandlerBinder;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.ObjectEncoder;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import java.util.function.Consumer;

/** An endpoint whose container is told when its session begins and when it has ended. */
final class TrackedEndpoint implements SessionEndpoint {
    private final SessionEndpoint endpoint;
    private final Consumer<JakartaSession> begun;
    private final Consumer<JakartaSession> ended;
    private volatile JakartaSession session;

    TrackedEndpoint(SessionEndpoint endpoint, Consumer<JakartaSession> begun, Consumer<JakartaSession> ended) {
        this.endpoint = endpoint;
        this.begun = begun;
        this.ended = ended;
    }

    @Override
    public void onOpen(JakartaSession opened, EndpointConfig config) throws Exception {
        session = opened;
        begun.accept(opened);
        endpoint.onOpen(opened, config);
    }

    @Override
    public void onClose(JakartaSession closed, CloseReason reason) throws Exception {
        endpoint.onClose(closed, reason);
    }

    @Override
    public void onError(JakartaSession failed, Throwable error) {
        endpoint.onError(failed, error);
    }

    @Override
    public void release() {
        try {
            endpoint.release();
        } finally {
            if (session != null) {
                ended.accept(session);
            }
        }
    }

    @Override
    public HandlerBinder handlers() {
        return endpoint.handlers();
    }

    @Override
    public ObjectEncoder encoder() {
        return endpoint.encoder();
    }
}
