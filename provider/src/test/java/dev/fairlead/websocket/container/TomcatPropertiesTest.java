package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.Settings;
import jakarta.websocket.DeploymentException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomcatPropertiesTest {
    private static final String TOMCAT = "org.apache.tomcat.websocket.";

    @TempDir
    Path directory;

    private static Settings read(Map<String, ?> properties) {
        return SettingsReader.read(Settings.DEFAULTS, properties, Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"WS_AUTHENTICATION_PROXY_", "WS_PROXY_AUTHENTICATION_"})
    void bothSpellingsOfTheProxysAuthenticationAreUnderstood(String spelling) {
        Settings settings = read(Map.of(TOMCAT + spelling + "USER_NAME", "ada",
                TOMCAT + spelling + "PASSWORD", "lovelace", TOMCAT + spelling + "REALM", "out"));

        assertThat(settings.clientAccess().proxyCredentials()).isEqualTo(new Credentials("ada", "lovelace", "out"));
        assertThat(settings.clientAccess().credentials()).isNull();
    }

    @Test
    void othersAreUnderstoodWhereTheyHaveAMeaning() {
        Settings settings = read(Map.of(TOMCAT + "WS_AUTHENTICATION_USER_NAME", "ada",
                TOMCAT + "WS_AUTHENTICATION_PASSWORD", "lovelace", TOMCAT + "IO_TIMEOUT_MS", "7000",
                TOMCAT + "MAX_REDIRECTIONS", 3, TOMCAT + "BLOCKING_SEND_TIMEOUT", -1L,
                TOMCAT + "SESSION_CLOSE_TIMEOUT", 9000L, TOMCAT + "textBufferSize", "65536",
                TOMCAT + "binaryBufferSize", "131072"));

        assertThat(settings.clientAccess().credentials()).isEqualTo(new Credentials("ada", "lovelace", null));
        assertThat(settings.clientAccess().maxRedirects()).isEqualTo(3);
        assertThat(settings.openTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.sendTimeout()).as("-1 waits for ever").isEqualTo(Duration.ZERO);
        assertThat(settings.closeTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.maxTextMessageSize()).isEqualTo(65_536);
        assertThat(settings.maxBinaryMessageSize()).isEqualTo(131_072);
        assertThat(read(Map.of(TOMCAT + "SESSION_CLOSE_TIMEOUT", 0L))).isEqualTo(Settings.DEFAULTS);
    }

    @Test
    void ourOwnNameCountsBeforeTomcats() {
        assertThat(read(Map.of(TOMCAT + "IO_TIMEOUT_MS", "7000", "fairlead.openTimeout", "1")).openTimeout())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void endpointsGiveThemAsUserProperties() throws Exception {
        assertThat(new EndpointSettings(String.class, Settings.DEFAULTS, Map.of(TOMCAT + "IO_TIMEOUT_MS", "7000"))
                .over(Settings.DEFAULTS).openTimeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void whatHasNoMeaningIsLoggedOnceWithWhatToDoInstead() {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry);
            }

            @Override
            public void flush() {
                // nothing is buffered
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        Logger logger = Logger.getLogger("dev.fairlead.websocket.container");
        logger.addHandler(handler);
        try {
            for (int i = 0; i < 2; i++) {
                assertThat(read(Map.of(TOMCAT + "READ_IDLE_TIMEOUT_MS", "1", TOMCAT + "NEW_" + getClass(), "2")))
                        .isEqualTo(Settings.DEFAULTS);
            }
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged).extracting(LogRecord::getMessage).hasSize(2)
                .anyMatch(line -> line.contains("READ_IDLE_TIMEOUT_MS") && line.contains("fairlead.pingInterval"))
                .anyMatch(line -> line.contains("NEW_") && line.contains("docs/conformance.md"));
    }

    @Test
    void tlsIsTheConfigurationsThenTheContextsThenTheTrustStores() throws Exception {
        SSLContext configured = SSLContext.getInstance("TLS");
        SSLContext property = SSLContext.getInstance("TLS");
        Path store = directory.resolve("trust.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (OutputStream out = Files.newOutputStream(store)) {
            empty.store(out, "changeit".toCharArray());
        }
        Map<String, Object> properties = Map.of(TOMCAT + "SSL_CONTEXT", property, TOMCAT + "SSL_TRUSTSTORE", "nowhere");

        assertThat(TomcatProperties.sslContext(configured, properties)).isSameAs(configured);
        assertThat(TomcatProperties.sslContext(null, properties)).isSameAs(property);
        assertThat(TomcatProperties.sslContext(null, Map.of())).isNull();
        assertThat(TomcatProperties.sslContext(null, Map.of(TOMCAT + "SSL_TRUSTSTORE", store.toString()))).isNotNull();
        assertThatThrownBy(() -> TomcatProperties.sslContext(null, Map.of(TOMCAT + "SSL_TRUSTSTORE", store.toString(),
                TOMCAT + "SSL_TRUSTSTORE_PWD", "wrong"))).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("SSL_TRUSTSTORE").hasMessageContaining("SSLContext").hasMessageNotContaining("wrong,");
    }
}
