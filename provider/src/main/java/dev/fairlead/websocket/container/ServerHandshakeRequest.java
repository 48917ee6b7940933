package dev.fairlead.websocket.container;

import jakarta.websocket.server.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The request of an opening handshake as {@code modifyHandshake} sees it. Applications keep it, so that it holds copies; only
 * roles and host names are asked of the host. Its methods without {@code @Override} are those of WebSocket 2.3.
 */
public final class ServerHandshakeRequest implements HandshakeRequest {
    private final Map<String, List<String>> headers;
    private final Principal userPrincipal;
    private final URI requestUri;
    private final Object httpSession;
    private final Map<String, List<String>> parameters;
    private final List<X509Certificate> certificates;
    private final ConnectionEnd local;
    private final ConnectionEnd remote;
    private volatile Predicate<String> roles;

    ServerHandshakeRequest(ServerExchange exchange, Map<String, String> pathParameters) {
        this.headers = exchange.headers().asMap();
        this.userPrincipal = exchange.userPrincipal();
        this.requestUri = exchange.requestUri();
        this.httpSession = exchange.httpSession();
        this.parameters = parameters(requestUri.getRawQuery(), pathParameters);
        this.certificates = exchange.clientCertificates();
        this.local = exchange.local();
        this.remote = exchange.remote();
        this.roles = exchange::isUserInRole;
    }

    private static Map<String, List<String>> parameters(String query, Map<String, String> pathParameters) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(QueryParameters.parse(query));
        pathParameters.forEach((name, value) -> {
            List<String> values = new ArrayList<>(parameters.getOrDefault(name, List.of()));
            values.add(value);
            parameters.put(name, List.copyOf(values));
        });
        return Collections.unmodifiableMap(parameters);
    }

    /** The handshake is over: the host's request is gone. */
    void end() {
        roles = null;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    @Override
    public Principal getUserPrincipal() {
        return userPrincipal;
    }

    @Override
    public URI getRequestURI() {
        return requestUri;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException after the handshake, when the host can't be asked any more
     */
    @Override
    public boolean isUserInRole(String role) {
        Predicate<String> known = roles;
        if (known == null) {
            throw new IllegalStateException("roles can be asked during the handshake only; ask in modifyHandshake and keep"
                    + " the answer in the user properties");
        }
        return known.test(role);
    }

    @Override
    public Object getHttpSession() {
        return httpSession;
    }

    /** The query's parameters and the path's. */
    @Override
    public Map<String, List<String>> getParameterMap() {
        return parameters;
    }

    @Override
    public String getQueryString() {
        return requestUri.getRawQuery();
    }

    /**
     * The client's certificates, its own first.
     *
     * @return null if there are none
     */
    public X509Certificate[] getUserX509CertificateChain() {
        return certificates.isEmpty() ? null : certificates.toArray(new X509Certificate[0]);
    }

    /**
     * The address that the request came in on.
     *
     * @return an IP address, or what else the host has, as the path of a Unix socket; null where it isn't known
     */
    public String getLocalAddress() {
        return local.address();
    }

    /**
     * The host name of that address. The host is asked: whether it looks names up is its own setting.
     *
     * @return the name; the address where no name is known, and after the handshake
     */
    public String getLocalHostName() {
        return hostName(local);
    }

    /**
     * The port that the request came in on.
     *
     * @return -1 where there is none
     */
    public int getLocalPort() {
        return local.port();
    }

    /**
     * The address of the client or the last proxy.
     *
     * @return an IP address, or what else the host has, as the path of a Unix socket; null where it isn't known
     */
    public String getRemoteAddress() {
        return remote.address();
    }

    /**
     * The host name of that address. The host is asked: whether it looks names up is its own setting.
     *
     * @return the name; the address where no name is known, and after the handshake
     */
    public String getRemoteHostName() {
        return hostName(remote);
    }

    /**
     * The port of the client or the last proxy.
     *
     * @return -1 where there is none
     */
    public int getRemotePort() {
        return remote.port();
    }

    /**
     * The language that the client likes best.
     *
     * @return of {@code Accept-Language}; the server's default where that names none
     */
    public Locale getPreferredLocale() {
        List<String> accepted = headers.getOrDefault("Accept-Language", List.of());
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(String.join(",", accepted))) {
                if (!range.getRange().equals("*") && range.getWeight() > 0) {
                    return Locale.forLanguageTag(range.getRange());
                }
            }
        } catch (IllegalArgumentException e) {
            // a header that can't be read says nothing
        }
        return Locale.getDefault();
    }

    private String hostName(ConnectionEnd end) {
        String name = roles == null ? null : end.hostName().get();
        return name == null || name.isBlank() ? end.address() : name;
    }
}
