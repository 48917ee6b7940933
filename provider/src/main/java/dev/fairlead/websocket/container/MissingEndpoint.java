package dev.fairlead.websocket.container;

import dev.fairlead.websocket.session.HandlerBinder;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.ObjectEncoder;
import dev.fairlead.websocket.session.SessionEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Stands for an endpoint that couldn't be created: closes its session with 1011. */
final class MissingEndpoint implements SessionEndpoint {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");

    private final Class<?> endpoint;
    private final Throwable cause;

    MissingEndpoint(Class<?> endpoint, Throwable cause) {
        this.endpoint = endpoint;
        this.cause = cause;
    }

    @Override
    public void onOpen(JakartaSession session, EndpointConfig config) {
        LOGGER.log(Level.WARNING, "Endpoint " + endpoint.getName() + " could not be created: " + cause, cause);
        session.closeByContainer(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "the endpoint could not be created"));
    }

    @Override
    public void onClose(JakartaSession session, CloseReason reason) {
        // there is nobody to tell
    }

    @Override
    public void onError(JakartaSession session, Throwable error) {
        LOGGER.log(Level.DEBUG, "Session " + session.getId() + " without endpoint: " + error);
    }

    @Override
    public void release() {
        // nothing was created
    }

    @Override
    public HandlerBinder handlers() {
        throw new IllegalStateException("the session has no endpoint");
    }

    @Override
    public ObjectEncoder encoder() {
        throw new IllegalStateException("the session has no endpoint");
    }
}
