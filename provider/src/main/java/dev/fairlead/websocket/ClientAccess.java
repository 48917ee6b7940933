package dev.fairlead.websocket;

import java.net.URI;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a client gets to its servers: through which proxy, as whom, and after how many redirects. Immutable.
 *
 * @param proxy            {@code system} for the one that the JVM's {@link java.net.ProxySelector} names, {@code none}, or
 *                         {@code http://host:port}
 * @param proxyCredentials the answer to a proxy that asks with 407; null for none
 * @param credentials      the answer to a server that asks with 401; null for none. Only the server of the URI that the
 *                         application named is told, not one that it redirects to
 * @param maxRedirects     how many redirects are followed to open one session; 0 follows none
 */
public record ClientAccess(String proxy, Credentials proxyCredentials, Credentials credentials, int maxRedirects) {
    /** The value of {@link #proxy} that leaves it to the JVM. */
    public static final String SYSTEM_PROXY = "system";
    /** The value of {@link #proxy} that has every connection go straight to its server. */
    public static final String NO_PROXY = "none";
    /** What holds where nothing is said. */
    public static final ClientAccess DEFAULTS = new ClientAccess(SYSTEM_PROXY, null, null, 20);

    /**
     * A user's name and password, for HTTP's Basic and Digest authentication.
     *
     * @param user     the name
     * @param password the password, maybe empty
     * @param realm    the only realm that they are told to; null for any
     */
    public record Credentials(String user, String password, String realm) {
        /**
         * Creates credentials.
         *
         * @param user     the name
         * @param password the password, maybe empty
         * @param realm    the only realm that they are told to; null for any
         * @throws IllegalArgumentException if the user's name has a control character
         */
        public Credentials {
            Objects.requireNonNull(password, "password");
            if (user.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a user's name has a control character");
            }
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + ", realm=" + realm + "]";
        }
    }

    /**
     * Creates a value.
     *
     * @param proxy            {@code system}, {@code none} or {@code http://host:port}
     * @param proxyCredentials for the proxy; null for none
     * @param credentials      for the server; null for none
     * @param maxRedirects     0 and more
     * @throws IllegalArgumentException if a value is out of range; the message names the setting and the range
     */
    public ClientAccess {
        if (!proxy.equals(SYSTEM_PROXY) && !proxy.equals(NO_PROXY) && !isProxy(proxy)) {
            throw new IllegalArgumentException(
                    "fairlead.proxy is " + proxy + "; it must be system, none or http://host:port");
        }
        if (maxRedirects < 0) {
            throw new IllegalArgumentException(
                    "fairlead.maxRedirects is " + maxRedirects + "; it must be 0 to 2147483647");
        }
    }

    private static boolean isProxy(String proxy) {
        try {
            URI uri = URI.create(proxy);
            return "http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0
                    && uri.getPort() <= 65535 && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads named settings.
     *
     * @param base  what holds where a setting isn't given
     * @param given values by name, as {@code fairlead.proxy}; null where a name isn't given
     * @return the value
     * @throws IllegalArgumentException if a value is out of range; the message names the setting and what is allowed
     */
    public static ClientAccess of(ClientAccess base, Function<String, String> given) {
        String proxy = given.apply("fairlead.proxy");
        String redirects = given.apply("fairlead.maxRedirects");
        return new ClientAccess(proxy == null ? base.proxy : proxy.strip(),
                credentials(base.proxyCredentials, given, "fairlead.proxyUser", "fairlead.proxyPassword",
                        "fairlead.proxyRealm"),
                credentials(base.credentials, given, "fairlead.user", "fairlead.password", "fairlead.realm"),
                redirects == null ? base.maxRedirects : number(redirects.strip()));
    }

    private static Credentials credentials(Credentials base, Function<String, String> given, String user, String password,
            String realm) {
        String name = given.apply(user) == null && base != null ? base.user : given.apply(user);
        String word = given.apply(password) == null && base != null ? base.password : given.apply(password);
        String part = given.apply(realm) == null && base != null ? base.realm : given.apply(realm);
        if (name == null && word == null && part == null) {
            return null;
        }
        if (name == null || word == null) {
            throw new IllegalArgumentException((name == null ? user : password) + " is missing; " + user + " and "
                    + password + " belong together");
        }
        return new Credentials(name, word, part);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("fairlead.maxRedirects is " + text + "; it must be 0 to 2147483647", e);
        }
    }
}
