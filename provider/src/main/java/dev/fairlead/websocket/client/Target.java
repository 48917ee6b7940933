package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a WebSocket URI leads (RFC 6455 section 3).
 *
 * @param secure        whether the scheme is wss
 * @param host          name or address, as a resolver wants it: without brackets, in ASCII
 * @param port          that of the URI, or the scheme's
 * @param hostHeader    what {@code Host} says
 * @param requestTarget path and query as they stand in the URI
 */
record Target(boolean secure, String host, int port, String hostHeader, String requestTarget) {
    private static final int WS_PORT = 80;
    private static final int WSS_PORT = 443;
    /** A name (RFC 3986 section 3.2.2). */
    private static final Pattern HOST = Pattern.compile("[\\w.~!$&'()*+,;=%-]+");

    /**
     * Takes a URI apart. User information in it goes nowhere.
     *
     * @param uri ws or wss, with a host, without a fragment
     * @return where it leads
     * @throws HandshakeException if it isn't such a URI
     */
    static Target of(URI uri) throws HandshakeException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw refused("the scheme must be ws or wss");
        }
        if (uri.getRawFragment() != null) {
            throw refused("a WebSocket URI has no fragment; write %23 for a # that belongs to path or query");
        }
        if (uri.getRawAuthority() == null) {
            throw refused("it has no host");
        }
        boolean secure = scheme.equals("wss");
        String authority = uri.getRawAuthority().substring(uri.getRawAuthority().lastIndexOf('@') + 1);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = host(hasPort ? authority.substring(0, colon) : authority);
        int port = hasPort && colon < authority.length() - 1
                ? port(authority.substring(colon + 1))
                : secure ? WSS_PORT : WS_PORT;
        boolean address6 = host.indexOf(':') >= 0;
        // A zone is of no concern to the peer (RFC 6874 section 4).
        String name = address6 ? '[' + host.replaceFirst("%.*", "") + ']' : host;
        String hostHeader = port == (secure ? WSS_PORT : WS_PORT) ? name : name + ':' + port;
        return new Target(secure, host, port, hostHeader, requestTarget(uri));
    }

    /**
     * An HTTP proxy.
     *
     * @param host name or address, maybe in brackets
     * @param port its port
     * @return where a tunnel begins
     */
    static Target proxy(String host, int port) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(false, bare, port, host + ':' + port, "");
    }

    /** URI.getHost knows no names with an underscore or in other scripts. */
    private static String host(String raw) throws HandshakeException {
        if (raw.isEmpty()) {
            throw refused("it has no host");
        }
        if (raw.startsWith("[") && raw.endsWith("]")) {
            return raw.substring(1, raw.length() - 1).replaceFirst("%25", "%");
        }
        String ascii;
        try {
            ascii = IDN.toASCII(raw);
        } catch (IllegalArgumentException invalid) {
            ascii = "";
        }
        // some characters become a space or a slash on the way
        if (!HOST.matcher(ascii).matches()) {
            throw refused("its host isn't a valid name");
        }
        return ascii;
    }

    private static int port(String digits) throws HandshakeException {
        try {
            int port = Integer.parseInt(digits);
            if (port > 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // refused below
        }
        throw refused("its port isn't one of 1 to 65535");
    }

    private static String requestTarget(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
        StringBuilder ascii = new StringBuilder(target.length());
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0) {
                ascii.append('%').append(String.format("%02X", b));
            } else {
                ascii.append((char) b);
            }
        }
        return ascii.toString();
    }

    private static HandshakeException refused(String why) {
        return new HandshakeException(0, why);
    }

    /** A URI as it may stand in messages: without user information and query, which may hold secrets. */
    static String show(URI uri) {
        String authority = uri.getRawAuthority();
        return uri.getScheme() + "://"
                + (authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1))
                + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** Whether the host is an address rather than a name. */
    boolean isAddress() {
        return host.indexOf(':') >= 0 || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    /** Whether another URI leads to the same scheme, host and port. */
    boolean hasOriginOf(Target other) {
        return secure == other.secure && host.equalsIgnoreCase(other.host) && port == other.port;
    }

    /** Host and port, for messages and for CONNECT. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }
}
