package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.container.ConnectionEnd;
import dev.fairlead.websocket.container.ServerExchange;
import dev.fairlead.websocket.protocol.handshake.Headers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/** A servlet request as the opening handshake sees it, which asks for some of it several times. Not thread-safe. */
final class ServletExchange implements ServerExchange {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final HttpServletRequest request;
    private Headers headers;
    private URI requestUri;

    ServletExchange(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String httpVersion() {
        return request.getProtocol();
    }

    @Override
    public Headers headers() {
        if (headers == null) {
            Headers copy = new Headers();
            for (String name : Collections.list(request.getHeaderNames())) {
                Collections.list(request.getHeaders(name)).forEach(value -> copy.add(name, value));
            }
            headers = copy;
        }
        return headers;
    }

    @Override
    public URI requestUri() {
        if (requestUri == null) {
            requestUri = madeUri();
        }
        return requestUri;
    }

    private URI madeUri() {
        StringBuilder uri = new StringBuilder(request.getRequestURL());
        uri.replace(0, uri.indexOf(":"), secure() ? "wss" : "ws");
        if (request.getQueryString() != null) {
            uri.append('?').append(request.getQueryString());
        }
        return URI.create(uri.toString());
    }

    @Override
    public boolean secure() {
        return request.isSecure();
    }

    @Override
    public Principal userPrincipal() {
        return request.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return request.isUserInRole(role);
    }

    @Override
    public Object httpSession() {
        return request.getSession(false);
    }

    @Override
    public String httpSessionId() {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    @Override
    public List<X509Certificate> clientCertificates() {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }

    @Override
    public ConnectionEnd local() {
        return new ConnectionEnd(request.getLocalAddr(), request.getLocalPort(), request::getLocalName);
    }

    @Override
    public ConnectionEnd remote() {
        return new ConnectionEnd(request.getRemoteAddr(), request.getRemotePort(), request::getRemoteHost);
    }
}
