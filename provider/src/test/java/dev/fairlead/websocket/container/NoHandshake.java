package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

/** A request that is no opening handshake. */
final class NoHandshake implements ServerExchange {
    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String httpVersion() {
        return "HTTP/1.1";
    }

    @Override
    public Headers headers() {
        return new Headers();
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
        return new ConnectionEnd(null, -1, () -> null);
    }

    @Override
    public ConnectionEnd remote() {
        return new ConnectionEnd(null, -1, () -> null);
    }
}
