package dev.fairlead.websocket.container;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/** Does {@code ServerContainer.upgradeHttpToWebSocket} for the host that a container is mounted in. */
public interface HttpUpgrader {
    /**
     * Upgrades a request.
     *
     * @param request        the host's request
     * @param response       the host's response
     * @param config         the endpoint, deployed or not
     * @param pathParameters the URI template's variables
     * @throws IOException              if the response can't be written
     * @throws DeploymentException      if the endpoint can't be used
     * @throws IllegalStateException    if the request is no handshake
     * @throws IllegalArgumentException if request or response aren't the host's
     */
    void upgrade(Object request, Object response, ServerEndpointConfig config, Map<String, String> pathParameters)
            throws IOException, DeploymentException;
}
