package dev.fairlead.websocket.container;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The server container of one application. Thread-safe. */
public final class FairleadServerContainer {
    /**
     * An endpoint that a path leads to.
     *
     * @param config         the endpoint
     * @param pathParameters the URI template's variables
     */
    public record Match(ServerEndpointConfig config, Map<String, String> pathParameters) {
    }

    /**
     * Creates a container without endpoints.
     *
     * @param settings    limits and timeouts
     * @param classLoader the application's
     */
    public FairleadServerContainer(Settings settings, ClassLoader classLoader) {
        throw new UnsupportedOperationException();
    }

    /**
     * The settings.
     *
     * @return as they were given
     */
    public Settings settings() {
        throw new UnsupportedOperationException();
    }

    /**
     * What the container's connections share. The host borrows buffers and threads for its transports from it.
     *
     * @return never null; closed by {@link #stop}
     */
    public ConnectionRuntime runtime() {
        throw new UnsupportedOperationException();
    }

    /**
     * Deploys what a scan of the application found: applies each {@code ServerApplicationConfig}, or deploys all annotated
     * endpoints if there is none.
     *
     * @param scanned classes with {@code @ServerEndpoint}, subclasses of {@code Endpoint}, and classes that
     *                implement {@code ServerApplicationConfig}; what may not be deployed is skipped
     * @throws DeploymentException if any endpoint is bad: then none is deployed
     */
    public void deployScanned(Set<Class<?>> scanned) throws DeploymentException {
        throw new UnsupportedOperationException();
    }

    /**
     * Finds the endpoint of a path.
     *
     * @param path behind the context path, decoded, beginning with a slash
     * @return the best match, if any
     */
    public Optional<Match> match(String path) {
        throw new UnsupportedOperationException();
    }

    /**
     * Does the opening handshake: checks the request, asks the configurator, negotiates.
     *
     * @param match    the endpoint, deployed or not
     * @param exchange the request
     * @return what to answer
     * @throws HandshakeException  with the status to answer instead
     * @throws DeploymentException if an endpoint that wasn't deployed is bad
     */
    public AcceptedUpgrade upgrade(Match match, ServerExchange exchange) throws HandshakeException, DeploymentException {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells who does {@code upgradeHttpToWebSocket}; without one it throws UnsupportedOperationException.
     *
     * @param upgrader the host's
     */
    public void setUpgrader(HttpUpgrader upgrader) {
        throw new UnsupportedOperationException();
    }

    /**
     * An HTTP session has ended or its user logged out: its authenticated WebSocket sessions are closed with 1008.
     *
     * @param httpSessionId the session's id
     */
    public void httpSessionEnded(String httpSessionId) {
        throw new UnsupportedOperationException();
    }

    /**
     * An HTTP session was given another id.
     *
     * @param oldId the id so far
     * @param newId the id from now on
     */
    public void httpSessionRenamed(String oldId, String newId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops: new handshakes are refused with 503, all sessions are closed with 1001, and threads end. Waits for the peers
     * at most the close timeout.
     */
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
