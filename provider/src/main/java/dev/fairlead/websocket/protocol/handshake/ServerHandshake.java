package dev.fairlead.websocket.protocol.handshake;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A client's opening handshake that keeps all rules of RFC 6455 section 4.2.1, as a server sees it.
 *
 * @param key          the value of {@code Sec-WebSocket-Key}
 * @param origin       the value of {@code Origin}, null where the client sent none
 * @param subprotocols what the client asks for, in its order
 * @param extensions   what the client offers, in its order
 */
public record ServerHandshake(String key, String origin, List<String> subprotocols, List<ExtensionOffer> extensions) {
    private static final Pattern HTTP_1_1_OR_LATER = Pattern.compile("HTTP/1\\.[1-9]");

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
        if (!"GET".equals(method)) {
            throw new HandshakeException(405, "a WebSocket handshake is a GET request, not " + method,
                    new Headers().add("Allow", "GET"));
        }
        requireHttp11(httpVersion);
        single(headers, "Host");
        requireToken(headers, "Upgrade", "websocket");
        requireToken(headers, "Connection", "Upgrade");
        requireVersion13(headers);
        String key = single(headers, "Sec-WebSocket-Key");
        if (!Nonce.isValid(key)) {
            throw bad("Sec-WebSocket-Key isn't the Base64 form of 16 bytes");
        }
        String origin = headers.all("Origin").isEmpty() ? null : single(headers, "Origin");
        return new ServerHandshake(key, origin, subprotocols(headers),
                ExtensionHeader.parse(headers.all(ExtensionHeader.NAME)));
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
        Headers headers = new Headers()
                .add("Upgrade", "websocket")
                .add("Connection", "Upgrade")
                .add("Sec-WebSocket-Accept", Nonce.accept(key));
        if (subprotocol != null && !subprotocol.isEmpty()) {
            headers.add("Sec-WebSocket-Protocol", subprotocol);
        }
        if (!answers.isEmpty()) {
            headers.add(ExtensionHeader.NAME, ExtensionHeader.print(answers));
        }
        return headers;
    }

    /** HTTP/2 and later have no {@code Upgrade} (RFC 9113 section 8.6). */
    private static void requireHttp11(String version) throws HandshakeException {
        if (!HTTP_1_1_OR_LATER.matcher(version).matches()) {
            throw bad("a WebSocket handshake needs HTTP/1.1, not " + version);
        }
    }

    private static void requireToken(Headers headers, String name, String token) throws HandshakeException {
        if (headers.all(name).isEmpty()) {
            throw bad(name + " header is missing");
        }
        if (!headers.hasToken(name, token)) {
            throw bad(name + " header doesn't have the token " + token);
        }
    }

    private static void requireVersion13(Headers headers) throws HandshakeException {
        if (!"13".equals(single(headers, "Sec-WebSocket-Version"))) {
            throw new HandshakeException(426, "only version 13 of the WebSocket protocol is spoken here",
                    new Headers().add("Sec-WebSocket-Version", "13").add("Upgrade", "websocket"));
        }
    }

    private static List<String> subprotocols(Headers headers) throws HandshakeException {
        List<String> requested = headers.tokens("Sec-WebSocket-Protocol");
        if (requested.isEmpty() && !headers.all("Sec-WebSocket-Protocol").isEmpty()) {
            throw bad("Sec-WebSocket-Protocol header is empty");
        }
        Set<String> seen = new HashSet<>();
        for (String subprotocol : requested) {
            if (!Token.isToken(subprotocol)) {
                throw bad("Sec-WebSocket-Protocol header has an element that is no token");
            }
            if (!seen.add(subprotocol)) {
                throw bad("Sec-WebSocket-Protocol header has " + subprotocol + " twice");
            }
        }
        return requested;
    }

    private static String single(Headers headers, String name) throws HandshakeException {
        List<String> values = headers.all(name);
        if (values.size() != 1) {
            throw bad(name + (values.isEmpty() ? " header is missing" : " header is repeated"));
        }
        return Token.trim(values.get(0));
    }

    private static HandshakeException bad(String message) {
        return new HandshakeException(400, message);
    }
}
