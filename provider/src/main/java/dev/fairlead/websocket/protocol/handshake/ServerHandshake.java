package dev.fairlead.websocket.protocol.handshake;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import java.util.List;

/**
 * A client's opening handshake that keeps all rules of RFC 6455 section 4.2.1, as a server sees it.
 *
 * @param key          the value of {@code Sec-WebSocket-Key}
 * @param origin       the value of {@code Origin}, null where the client sent none
 * @param subprotocols what the client asks for, in its order
 * @param extensions   what the client offers, in its order
 */
public record ServerHandshake(String key, String origin, List<String> subprotocols, List<ExtensionOffer> extensions) {
    /**
     * Creates a handshake.
     *
     * @param key          the value of {@code Sec-WebSocket-Key}
     * @param origin       the value of {@code Origin}, null where the client sent none
     * @param subprotocols what the client asks for, in its order
     * @param extensions   what the client offers, in its order
     */
    public ServerHandshake {
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
    }

    /**
     * Checks a request.
     *
     * @param method      HTTP method
     * @param httpVersion as {@code HTTP/1.1}
     * @param headers     the request's
     * @return the handshake
     * @throws HandshakeException with the status to answer: 400, 405 with {@code Allow}, 426 with
     *                            {@code Sec-WebSocket-Version}
     */
    public static ServerHandshake of(String method, String httpVersion, Headers headers) throws HandshakeException {
        throw new UnsupportedOperationException();
    }

    /**
     * Whether a request wants to become a WebSocket at all: one that doesn't is somebody else's business. It may still
     * be a bad handshake.
     *
     * @param headers the request's
     * @return true if {@code Upgrade} has the token websocket
     */
    public static boolean isUpgrade(Headers headers) {
        return headers.hasToken("Upgrade", "websocket");
    }

    /**
     * The headers of the response that accepts (status 101).
     *
     * @param subprotocol the one chosen, null or empty for none
     * @param answers     the extensions accepted
     * @return {@code Upgrade}, {@code Connection}, {@code Sec-WebSocket-Accept} and those that were chosen
     */
    public Headers accept(String subprotocol, List<ExtensionOffer> answers) {
        throw new UnsupportedOperationException();
    }
}
