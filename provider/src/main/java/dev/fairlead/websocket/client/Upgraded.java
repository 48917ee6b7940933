package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.URI;
import java.util.List;

/**
 * A client's connection whose opening handshake succeeded.
 *
 * @param uri             that of the request, or where redirects led
 * @param transport       not started; holds bytes that came behind the response
 * @param subprotocol     the one chosen, empty for none
 * @param extensions      in the order of negotiation
 * @param responseHeaders the response's
 */
public record Upgraded(URI uri, Transport transport, String subprotocol, List<NegotiatedExtension> extensions,
        Headers responseHeaders) {
}
