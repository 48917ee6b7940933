package dev.fairlead.websocket.container;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Tomcat's own user properties and context parameters, for applications that come from there: read as the settings that
 * they mean here. The names for a proxy's authentication exist in two spellings, that of Tomcat's code and that of
 * Tomcat's documentation; both are understood.
 */
final class TomcatProperties {
    /** What all names begin with. */
    static final String PREFIX = "org.apache.tomcat.websocket.";

    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.container");
    private static final String SSL_CONTEXT = PREFIX + "SSL_CONTEXT";
    private static final String SSL_TRUSTSTORE = PREFIX + "SSL_TRUSTSTORE";
    private static final String SSL_TRUSTSTORE_PASSWORD = PREFIX + "SSL_TRUSTSTORE_PWD";
    private static final String DEFAULT_PASSWORD = "changeit";

    /** What has the same meaning under another name. */
    private static final Map<String, Setting> SAME = Map.ofEntries(
            Map.entry("IO_TIMEOUT_MS", Setting.OPEN_TIMEOUT),
            Map.entry("MAX_REDIRECTIONS", Setting.MAX_REDIRECTS),
            Map.entry("BLOCKING_SEND_TIMEOUT", Setting.SEND_TIMEOUT),
            Map.entry("SESSION_CLOSE_TIMEOUT", Setting.CLOSE_TIMEOUT),
            Map.entry("textBufferSize", Setting.MAX_TEXT_MESSAGE_SIZE),
            Map.entry("binaryBufferSize", Setting.MAX_BINARY_MESSAGE_SIZE),
            Map.entry("WS_AUTHENTICATION_USER_NAME", Setting.USER),
            Map.entry("WS_AUTHENTICATION_PASSWORD", Setting.PASSWORD),
            Map.entry("WS_AUTHENTICATION_REALM", Setting.REALM),
            Map.entry("WS_AUTHENTICATION_PROXY_USER_NAME", Setting.PROXY_USER),
            Map.entry("WS_AUTHENTICATION_PROXY_PASSWORD", Setting.PROXY_PASSWORD),
            Map.entry("WS_AUTHENTICATION_PROXY_REALM", Setting.PROXY_REALM),
            Map.entry("WS_PROXY_AUTHENTICATION_USER_NAME", Setting.PROXY_USER),
            Map.entry("WS_PROXY_AUTHENTICATION_PASSWORD", Setting.PROXY_PASSWORD),
            Map.entry("WS_PROXY_AUTHENTICATION_REALM", Setting.PROXY_REALM));

    /** What to do instead of a property that is not understood. */
    private static final Map<String, String> INSTEAD = Map.of(
            "SSL_PROTOCOLS", "give the ClientEndpointConfig an SSLContext, or set jdk.tls.client.protocols",
            "READ_IDLE_TIMEOUT_MS", "set fairlead.pingInterval and fairlead.pingTimeout, or Session.setMaxIdleTimeout",
            "WRITE_IDLE_TIMEOUT_MS", "set fairlead.pingInterval, or Session.setMaxIdleTimeout",
            "executorCoreSize", "leave it out: there is no thread pool for sends",
            "executorMaxSize", "leave it out: there is no thread pool for sends",
            "executorKeepAliveTimeSeconds", "leave it out: there is no thread pool for sends",
            "noAddAfterHandshake", "leave it out: endpoints can be added at any time");
    private static final Set<String> TLS = Set.of("SSL_CONTEXT", "SSL_TRUSTSTORE", "SSL_TRUSTSTORE_PWD");
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private TomcatProperties() {
    }

    /**
     * Reads what is meant for Tomcat. What has no meaning here is logged at WARNING, once for each name.
     *
     * @param properties names to values; others' are ignored
     * @return settings of ours by name, modifiable
     */
    static Map<String, String> translate(Map<String, ?> properties) {
        Map<String, String> meant = new HashMap<>();
        properties.forEach((name, value) -> {
            if (name != null && value != null && name.startsWith(PREFIX)) {
                String own = name.substring(PREFIX.length());
                Setting setting = SAME.get(own);
                if (setting != null) {
                    meaning(setting, value.toString()).ifPresent(text -> meant.put(setting.key(), text));
                } else if (!TLS.contains(own) && WARNED.add(name)) {
                    LOGGER.log(Level.WARNING, "The property " + name + " has no effect here; "
                            + INSTEAD.getOrDefault(own, "docs/conformance.md lists Fairlead's settings beside Tomcat's"));
                }
            }
        });
        return meant;
    }

    /** Tomcat's -1 waits for ever, and a close timeout of 0 or less is ignored. */
    private static Optional<String> meaning(Setting setting, String value) {
        boolean none = value.strip().startsWith("-") || setting == Setting.CLOSE_TIMEOUT && value.strip().equals("0");
        if (!none || setting.form() != Setting.Form.DURATION) {
            return Optional.of(value);
        }
        return setting == Setting.CLOSE_TIMEOUT ? Optional.empty() : Optional.of("0");
    }

    /**
     * The context for TLS.
     *
     * @param given      of the endpoint's configuration, which counts if it isn't null
     * @param properties its user properties
     * @return null for the JVM's default
     * @throws DeploymentException if a property can't be used; the message names it
     */
    static SSLContext sslContext(SSLContext given, Map<String, Object> properties) throws DeploymentException {
        if (given != null) {
            return given;
        }
        if (properties.get(SSL_CONTEXT) instanceof SSLContext context) {
            return context;
        }
        Object store = properties.get(SSL_TRUSTSTORE);
        if (store == null) {
            return null;
        }
        Object password = properties.getOrDefault(SSL_TRUSTSTORE_PASSWORD, DEFAULT_PASSWORD);
        try {
            return trusting(Path.of(store.toString()), password.toString().toCharArray());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new DeploymentException("the trust store of " + SSL_TRUSTSTORE + ", " + store + ", can't be used: "
                    + e.getMessage() + "; give the ClientEndpointConfig an SSLContext instead", e);
        }
    }

    private static SSLContext trusting(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
