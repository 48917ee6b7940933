package dev.fairlead.websocket.protocol.handshake;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.HashSet;
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
        for (String subprotocol : subprotocols) {
            if (!Token.isToken(subprotocol)) {
                throw new IllegalArgumentException("a subprotocol has to be a token, not: " + subprotocol);
            }
        }
        if (new HashSet<>(subprotocols).size() < subprotocols.size()) {
            throw new IllegalArgumentException("a subprotocol may be asked for once only: " + subprotocols);
        }
        extensions = List.copyOf(extensions);
        extensions.forEach(ClientHandshake::requireTokens);
    }

    /** RFC 6455 section 9.1: also a value in quotes is a token. */
    private static void requireTokens(ExtensionOffer offer) {
        boolean tokens = Token.isToken(offer.name());
        for (ExtensionParameter parameter : offer.parameters()) {
            tokens &= Token.isToken(parameter.name())
                    && (parameter.value() == null || Token.isToken(parameter.value()));
        }
        if (!tokens) {
            throw new IllegalArgumentException(
                    "an extension's name, and its parameters' names and values, have to be tokens, not: " + offer);
        }
    }

    /**
     * A fresh nonce.
     *
     * @return 24 characters
     */
    public static String newKey() {
        return Nonce.create();
    }

    /**
     * The headers of the request, {@code Host} included.
     *
     * @param host what {@code Host} says
     * @return ordered headers that a caller may add to
     */
    public Headers request(String host) {
        Headers headers = new Headers()
                .add("Host", host)
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Key", key)
                .add("Sec-WebSocket-Version", "13");
        if (!subprotocols.isEmpty()) {
            headers.add("Sec-WebSocket-Protocol", String.join(", ", subprotocols));
        }
        if (!extensions.isEmpty()) {
            headers.add(ExtensionHeader.NAME, ExtensionHeader.print(extensions));
        }
        return headers;
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
        if (status != 101) {
            throw new HandshakeException(status, "the server answered " + status + " instead of 101", headers);
        }
        if (!"websocket".equalsIgnoreCase(single(headers, "Upgrade"))) {
            throw bad("Upgrade header isn't websocket");
        }
        if (!headers.hasToken("Connection", "Upgrade")) {
            throw bad("Connection header doesn't have the token Upgrade");
        }
        if (!Nonce.accept(key).equals(single(headers, "Sec-WebSocket-Accept"))) {
            throw bad("Sec-WebSocket-Accept header doesn't fit the request's key");
        }
        return new Answer(subprotocol(headers), extensions(headers));
    }

    private String subprotocol(Headers headers) throws HandshakeException {
        if (headers.all("Sec-WebSocket-Protocol").isEmpty()) {
            return "";
        }
        String chosen = single(headers, "Sec-WebSocket-Protocol");
        if (!subprotocols.contains(chosen)) {
            throw bad("Sec-WebSocket-Protocol header has a subprotocol that wasn't asked for: " + chosen);
        }
        return chosen;
    }

    private static List<ExtensionOffer> extensions(Headers headers) throws HandshakeException {
        try {
            return ExtensionHeader.parse(headers.all(ExtensionHeader.NAME));
        } catch (HandshakeException e) {
            throw bad(e.getMessage());
        }
    }

    private static String single(Headers headers, String name) throws HandshakeException {
        List<String> values = headers.all(name);
        if (values.size() != 1) {
            throw bad(name + (values.isEmpty() ? " header is missing" : " header is repeated"));
        }
        return Token.trim(values.get(0));
    }

    private static HandshakeException bad(String message) {
        return new HandshakeException(101, "the server's answer isn't valid: " + message);
    }
}
