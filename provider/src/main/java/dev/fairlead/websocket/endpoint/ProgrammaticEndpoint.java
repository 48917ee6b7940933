package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.Coders;
import dev.fairlead.websocket.coder.SessionCoders;
import dev.fairlead.websocket.session.HandlerBinder;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.ObjectEncoder;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;

/** A subclass of {@link Endpoint} in one session. */
public final class ProgrammaticEndpoint implements SessionEndpoint {
    private final Endpoint endpoint;
    private final Class<?> type;
    private final EndpointInstance instance;
    private final SessionCoders coders;

    /**
     * Creates the endpoint of one session.
     *
     * @param instance a subclass of {@link Endpoint}
     * @param coders   what its configuration lists
     */
    public ProgrammaticEndpoint(EndpointInstance instance, Coders coders) {
        this.endpoint = (Endpoint) instance.object();
        this.type = EndpointInstance.typeOf(endpoint);
        this.instance = instance;
        this.coders = new SessionCoders(coders, instance.provider());
    }

    @Override
    public void onOpen(JakartaSession session, EndpointConfig config) {
        coders.open(config, error -> onError(session, error));
        endpoint.onOpen(session, config);
    }

    @Override
    public void onClose(JakartaSession session, CloseReason reason) {
        endpoint.onClose(session, reason);
    }

    @Override
    public void onError(JakartaSession session, Throwable error) {
        if (!takesErrors()) {
            ErrorLog.unhandled(type, session, error);
            return;
        }
        try {
            endpoint.onError(session, error);
        } catch (Throwable e) {
            ErrorLog.failed(type, "onError", e);
        }
    }

    private boolean takesErrors() {
        try {
            return type.getMethod("onError", Session.class, Throwable.class).getDeclaringClass()
                    != Endpoint.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void release() {
        coders.close(error -> ErrorLog.failed(type, "a coder's destroy", error));
        instance.release();
    }

    @Override
    public HandlerBinder handlers() {
        return new HandlerBinding(coders);
    }

    @Override
    public ObjectEncoder encoder() {
        return coders;
    }
}
