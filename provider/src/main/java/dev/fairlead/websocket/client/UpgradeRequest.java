package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * A connection that a client wants.
 *
 * @param uri          ws or wss
 * @param subprotocols in order of preference
 * @param extensions   what is offered, in order
 * @param sslContext   for wss; null for the JVM's default
 * @param listener     sees and changes the request's headers, and sees the response's
 */
public record UpgradeRequest(URI uri, List<String> subprotocols, List<? extends ClientExtensionFactory> extensions,
        SSLContext sslContext, UpgradeListener listener) {
}
