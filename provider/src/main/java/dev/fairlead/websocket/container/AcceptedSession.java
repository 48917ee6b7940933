package dev.fairlead.websocket.container;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.SessionEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handshake that was accepted, about to become a session of a deployed endpoint. Thread-safe. */
final class AcceptedSession implements AcceptedUpgrade {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");

    private final FairleadServerContainer container;
    private final Deployment deployment;
    private final ServerUpgrade.Agreed agreed;
    private final SessionCount.Handshake handshake;
    private final HttpSessions.Member member;
    /** Whether it was opened or abandoned. */
    private final AtomicBoolean done = new AtomicBoolean();

    /** Takes what was agreed, what the container waits for, and what binds the session to an HTTP session or null. */
    AcceptedSession(FairleadServerContainer container, Deployment deployment, ServerUpgrade.Agreed agreed,
            SessionCount.Handshake handshake, HttpSessions.Member member) {
        this.container = container;
        this.deployment = deployment;
        this.agreed = agreed;
        this.handshake = handshake;
        this.member = member;
    }

    @Override
    public Headers responseHeaders() {
        return agreed.headers();
    }

    @Override
    public void open(Transport transport) {
        if (!done.compareAndSet(false, true)) {
            transport.close();
            return;
        }
        // what the session keeps is not to keep this object, and with it the answer of the handshake
        TrackedEndpoint endpoint = tracked(endpoint(), container, handshake, member);
        JakartaSession.open(Role.SERVER, transport, new ExtensionPipeline(agreed.extensions()), agreed.info(), endpoint,
                deployment.openSessions(), container.runtime(), agreed.settings());
    }

    private static TrackedEndpoint tracked(SessionEndpoint endpoint, FairleadServerContainer container,
            SessionCount.Handshake handshake, HttpSessions.Member member) {
        return new TrackedEndpoint(endpoint, session -> container.sessionBegins(session, handshake, member),
                session -> container.sessionEnded(session, member));
    }

    @Override
    public void abandon() {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        container.handshakeAbandoned(handshake, member);
        try {
            new ExtensionPipeline(agreed.extensions()).close();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "An extension failed as the handshake was abandoned: " + e, e);
        }
    }

    private SessionEndpoint endpoint() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(container.classLoader());
        try {
            return deployment.newEndpoint(container.instances(), agreed.info().pathParameters());
        } catch (InstantiationException | RuntimeException | LinkageError e) {
            return new MissingEndpoint(deployment.endpoint(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
