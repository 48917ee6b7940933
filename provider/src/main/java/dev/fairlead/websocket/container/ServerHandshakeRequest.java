package dev.fairlead.websocket.container;

import jakarta.websocket.server.HandshakeRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
 * roles are asked of the host. Its methods without {@code @Override} are those of WebSocket 2.3.
 */
public final class ServerHandshakeRequest implements HandshakeRequest {
    private final Map<String, List<String>> headers;
    private final Principal userPrincipal;
    private final URI requestUri;
    private final Object httpSession;
    private final Map<String, List<String>> parameters;
    private final List<X509Certificate> certificates;
    private final SocketAddress localAddress;
    private final SocketAddress remoteAddress;
    private volatile Predicate<String> roles;

    ServerHandshakeRequest(ServerExchange exchange, Map<String, String> pathParameters) {
        this.headers = exchange.headers().asMap();
        this.userPrincipal = exchange.userPrincipal();
        this.requestUri = exchange.requestUri();
        this.httpSession = exchange.httpSession();
        this.parameters = parameters(requestUri.getRawQuery(), pathParameters);
        this.certificates = exchange.clientCertificates();
        this.localAddress = exchange.localAddress();
        this.remoteAddress = exchange.remoteAddress();
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
     * @return an IP address; null where it isn't known
     */
    public String getLocalAddress() {
        return address(localAddress);
    }

    /**
     * The host name of that address.
     *
     * @return the name; the address where no name is known
     */
    public String getLocalHostName() {
        return hostName(localAddress);
    }

    /**
     * The port that the request came in on.
     *
     * @return -1 where it isn't known
     */
    public int getLocalPort() {
        return port(localAddress);
    }

    /**
     * The address of the client or the last proxy.
     *
     * @return an IP address; null where it isn't known
     */
    public String getRemoteAddress() {
        return address(remoteAddress);
    }

    /**
     * The host name of that address. It is not looked up.
     *
     * @return the name; the address where no name is known
     */
    public String getRemoteHostName() {
        return hostName(remoteAddress);
    }

    /**
     * The port of the client or the last proxy.
     *
     * @return -1 where it isn't known
     */
    public int getRemotePort() {
        return port(remoteAddress);
    }

    /**
     * The language that the client likes best.
     *
     * @return of {@code Accept-Language}; the server's default without one
     */
    public Locale getPreferredLocale() {
        List<String> accepted = headers.getOrDefault("Accept-Language", List.of());
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(String.join(",", accepted))) {
                if (!range.getRange().equals("*")) {
                    return Locale.forLanguageTag(range.getRange());
                }
            }
        } catch (IllegalArgumentException e) {
            // a header that can't be read says nothing
        }
        return Locale.getDefault();
    }

    private static String address(SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return inet.getAddress() == null ? inet.getHostString() : inet.getAddress().getHostAddress();
        }
        return address == null ? null : address.toString();
    }

    private static String hostName(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getHostString() : address(address);
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getPort() : -1;
    }
}
