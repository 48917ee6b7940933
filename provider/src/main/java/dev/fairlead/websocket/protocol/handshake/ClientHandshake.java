package dev.fairlead.websocket.protocol.handshake;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import java.util.List;

/**
 * A client's side of the opening handshake (RFC 6455 section 4.1): the request's headers and the check of the response.
 *
 * @param key          the nonce: 16 random bytes in Base64
 * @param subprotocols what is asked for, in order of preference
 * @param extensions   what is offered
 */
public record ClientHandshake(String key, List<String> subprotocols, List<ExtensionOffer> extensions) {
    /**
     * A response that was checked.
     *
     * @param subprotocol the one chosen, empty for none
     * @param extensions  the server's answers, not yet held against the offers
     */
    public record Answer(String subprotocol, List<ExtensionOffer> extensions) {
    }

    /**
     * Creates a handshake.
     *
     * @param key          the nonce: 16 random bytes in Base64
     * @param subprotocols what is asked for, in order of preference
     * @param extensions   what is offered
     */
    public ClientHandshake {
        subprotocols = List.copyOf(subprotocols);
        extensions = List.copyOf(extensions);
    }

    /**
     * A fresh nonce.
     *
     * @return 24 characters
     */
    public static String newKey() {
        throw new UnsupportedOperationException();
    }

    /**
     * The headers of the request, {@code Host} included.
     *
     * @param host what {@code Host} says
     * @return ordered headers that a caller may add to
     */
    public Headers request(String host) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks a response: status 101, {@code Upgrade}, {@code Connection}, {@code Sec-WebSocket-Accept} compared byte by
     * byte, a subprotocol that was asked for.
     *
     * @param status  HTTP status
     * @param headers the response's
     * @return what the server chose
     * @throws HandshakeException with the status, saying what is wrong
     */
    public Answer verify(int status, Headers headers) throws HandshakeException {
        throw new UnsupportedOperationException();
    }
}
