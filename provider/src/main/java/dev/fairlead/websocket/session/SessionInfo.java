package dev.fairlead.websocket.session;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

/**
 * What the opening handshake tells of a session, for good.
 *
 * @param container            the container that the session shows
 * @param config               the endpoint's configuration
 * @param requestUri           the full ws or wss URI with its query
 * @param requestParameters    of the query only
 * @param pathParameters       the URI template's variables
 * @param userPrincipal        who the handshake authenticated, or null
 * @param subprotocol          the one chosen, empty for none
 * @param negotiatedExtensions in the order of negotiation
 * @param userProperties       where the session's user properties start; the session owns the map
 * @param secure               whether the connection is encrypted
 * @param httpSessionId        of the handshake's HTTP session, or null
 * @param classLoader          the application's
 */
public record SessionInfo(
        WebSocketContainer container,
        EndpointConfig config,
        URI requestUri,
        Map<String, List<String>> requestParameters,
        Map<String, String> pathParameters,
        Principal userPrincipal,
        String subprotocol,
        List<Extension> negotiatedExtensions,
        Map<String, Object> userProperties,
        boolean secure,
        String httpSessionId,
        ClassLoader classLoader) {
}
