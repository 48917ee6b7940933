package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.handshake.Headers;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The HTTP request of an opening handshake, as its host (a servlet container) sees it. Valid during the handshake only.
 */
public interface ServerExchange {
    /**
     * The HTTP method.
     *
     * @return as {@code GET}
     */
    String method();

    /**
     * The HTTP version.
     *
     * @return as {@code HTTP/1.1}
     */
    String httpVersion();

    /**
     * The request's header fields.
     *
     * @return a copy
     */
    Headers headers();

    /**
     * The full URI that the client asked for, with the scheme ws or wss and the query.
     *
     * @return with host and port
     */
    URI requestUri();

    /**
     * Whether the connection is encrypted.
     *
     * @return true for wss
     */
    boolean secure();

    /**
     * Who was authenticated.
     *
     * @return null if nobody was
     */
    Principal userPrincipal();

    /**
     * Whether that user has a role. May be asked during the handshake only.
     *
     * @param role the role
     * @return true if so
     */
    boolean isUserInRole(String role);

    /**
     * The HTTP session, if there is one.
     *
     * @return a {@code jakarta.servlet.http.HttpSession}, or null
     */
    Object httpSession();

    /**
     * The HTTP session's id.
     *
     * @return null if there is no session
     */
    String httpSessionId();

    /**
     * The client's certificates.
     *
     * @return empty if there are none
     */
    List<X509Certificate> clientCertificates();

    /**
     * This end of the connection.
     *
     * @return what is known of it
     */
    ConnectionEnd local();

    /**
     * The end of the client or of the last proxy.
     *
     * @return what is known of it
     */
    ConnectionEnd remote();
}
