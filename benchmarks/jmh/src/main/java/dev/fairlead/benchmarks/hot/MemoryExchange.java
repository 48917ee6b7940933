package dev.fairlead.benchmarks.hot;

import dev.fairlead.websocket.container.ConnectionEnd;
import dev.fairlead.websocket.container.ServerExchange;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The request of an opening handshake for {@code /echo}.
 *
 * @param headers its header fields
 */
record MemoryExchange(Headers headers) implements ServerExchange {
    private static final ConnectionEnd NOWHERE = new ConnectionEnd(null, -1, () -> null);

    /** A request that may offer permessage-deflate. */
    static MemoryExchange offering(boolean deflate) {
        Headers headers = new Headers().add("Host", "localhost").add("Upgrade", "websocket").add("Connection", "Upgrade")
                .add("Sec-WebSocket-Version", "13").add("Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEA==");
        if (deflate) {
            headers.add("Sec-WebSocket-Extensions", "permessage-deflate");
        }
        return new MemoryExchange(headers);
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String httpVersion() {
        return "HTTP/1.1";
    }

    @Override
    public URI requestUri() {
        return URI.create("ws://localhost/echo");
    }

    @Override
    public boolean secure() {
        return false;
    }

    @Override
    public Principal userPrincipal() {
        return null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public Object httpSession() {
        return null;
    }

    @Override
    public String httpSessionId() {
        return null;
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return List.of();
    }

    @Override
    public ConnectionEnd local() {
        return NOWHERE;
    }

    @Override
    public ConnectionEnd remote() {
        return NOWHERE;
    }
}
