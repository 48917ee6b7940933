package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a response sends a client instead (RFC 9110 section 15.4). */
final class Redirect {
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirect() {
    }

    /**
     * Reads a response.
     *
     * @param from the URI that was asked for
     * @param head the response
     * @return the URI to ask for instead, with ws or wss; empty if the response is no redirect
     * @throws HandshakeException if it leads nowhere, to something else than WebSocket, or out of encryption
     */
    static Optional<URI> of(URI from, Head head) throws HandshakeException {
        Optional<String> location = head.headers().first("Location");
        if (!STATUSES.contains(head.status()) || location.isEmpty()) {
            return Optional.empty();
        }
        URI to;
        try {
            to = from.resolve(location.get());
        } catch (IllegalArgumentException invalid) {
            throw refused(head, "its Location is no URI");
        }
        String scheme = switch (to.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "ws" -> "ws";
            case "https", "wss" -> "wss";
            default -> throw refused(head, "to the scheme " + to.getScheme() + " can't be followed");
        };
        if (from.getScheme().equalsIgnoreCase("wss") && scheme.equals("ws")) {
            throw refused(head, "from wss to ws isn't followed: it would give up encryption");
        }
        if (to.getRawAuthority() == null) {
            throw refused(head, "its Location has no host");
        }
        String query = to.getRawQuery() == null ? "" : '?' + to.getRawQuery();
        return Optional.of(URI.create(scheme + "://" + to.getRawAuthority() + to.getRawPath() + query));
    }

    private static HandshakeException refused(Head head, String why) {
        return new HandshakeException(head.status(), "the redirect of the server's answer " + head.status() + ' ' + why,
                head.headers());
    }
}
