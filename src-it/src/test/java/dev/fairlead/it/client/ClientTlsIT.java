package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.server.Server;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code SSLContext} of a configuration is what wss connects with. */
class ClientTlsIT {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;
    private static Server server;
    private static SSLContext trusting;
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Endpoint endpoint = new Endpoint() {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, answer::complete);
            session.getAsyncRemote().sendText("x".repeat(100_000));
        }
    };

    @BeforeAll
    static void start() throws Exception {
        Path keyStore = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext", "SAN=dns:localhost", "-validity", "2", "-storetype", "PKCS12",
                "-keystore", keyStore.toString(), "-storepass", PASSWORD)
                .inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            trusted.load(in, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
        server = Server.builder().host("127.0.0.1").port(0).endpoint(OwnServer.Talk.class)
                .tls(keyStore, PASSWORD.toCharArray()).build().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Session connect(SSLContext context, String host) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().sslContext(context).build();
        assertThat(config.getSSLContext()).isSameAs(context);
        return container.connectToServer(endpoint, config, URI.create("wss://" + host + ":" + server.port() + "/talk"));
    }

    @Test
    void contextThatTrustsTheServerConnects() throws Exception {
        try (Session session = connect(trusting, "localhost")) {
            assertThat(session.isSecure()).isTrue();
            assertThat(session.getRequestURI().getScheme()).isEqualTo("wss");
            assertThat(answer.get(20, TimeUnit.SECONDS)).hasSize(100_000);
        }
    }

    @Test
    void defaultContextDoesNotTrustIt() {
        assertThatThrownBy(() -> connect(null, "localhost"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("TLS with localhost");
    }

    @Test
    void certificateForAnotherNameIsRefused() {
        assertThatThrownBy(() -> connect(trusting, "127.0.0.1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1");
    }
}
