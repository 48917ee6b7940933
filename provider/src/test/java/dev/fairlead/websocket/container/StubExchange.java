package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A request from nobody in particular.
 *
 * @param end both ends of its connection
 */
record StubExchange(String method, Headers headers, ConnectionEnd end) implements ServerExchange {
    /** A request that is no opening handshake. */
    static StubExchange noHandshake() {
        return new StubExchange("POST", new Headers(), new ConnectionEnd(null, -1, () -> null));
    }

    @Override
    public String httpVersion() {
        return "HTTP/1.1";
    }

    @Override
    public URI requestUri() {
        return URI.create("ws://localhost/");
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
        return end;
    }

    @Override
    public ConnectionEnd remote() {
        return end;
    }
}
