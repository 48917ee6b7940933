package dev.fairlead.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadWebSocketContainer;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the request of a handshake knows of its connection, in every container. */
@Timeout(60)
class HandshakeRequestTest {
    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    private final Application application = new Application();
    private final FairleadWebSocketContainer client = new FairleadWebSocketContainer(Settings.DEFAULTS, Runnable::run);

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.make(directory);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        application.stop();
    }

    private String[] ask(String scheme, SSLContext tls, String language) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .sslContext(tls)
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        if (language != null) {
                            headers.put("Accept-Language", List.of(language));
                        }
                    }
                })
                .build();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig unused) {
                session.addMessageHandler(String.class, answer::complete);
            }
        };
        URI uri = URI.create(scheme + "://localhost:" + application.port() + "/app/asked");
        try (Session session = client.connectToServer(endpoint, config, uri)) {
            session.getBasicRemote().sendText("?");
            return answer.get(10, TimeUnit.SECONDS).split(" ", 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void plainConnectionHasItsEndsAndLocaleAndNoCertificate(Application.Host host) throws Exception {
        application.start(host);
        String[] shown = ask("ws", null, "en;q=0.2, fr-CA");

        assertThat(shown[0]).isEqualTo("127.0.0.1");
        assertThat(shown[1]).isIn("127.0.0.1", "localhost");
        assertThat(shown[2]).isEqualTo(Integer.toString(application.port()));
        assertThat(shown[3]).isEqualTo("127.0.0.1");
        assertThat(shown[4]).isIn("127.0.0.1", "localhost");
        assertThat(Integer.parseInt(shown[5])).isBetween(1, 65535).isNotEqualTo(application.port());
        assertThat(shown[6]).isEqualTo("fr-CA");
        assertThat(shown[7]).isEqualTo("null");
    }

    @ParameterizedTest
    @EnumSource
    void encryptedConnectionShowsTheClientsCertificate(Application.Host host) throws Exception {
        application.over(certificate).start(host);
        String[] shown = ask("wss", certificate.context(), null);

        assertThat(shown[2]).isEqualTo(Integer.toString(application.port()));
        assertThat(shown[6]).isEqualTo(Locale.getDefault().toLanguageTag());
        assertThat(shown[7]).isEqualTo("1 CN=localhost");
    }

    @ParameterizedTest
    @EnumSource
    void encryptedConnectionWithoutAClientCertificateShowsNone(Application.Host host) throws Exception {
        application.over(certificate).start(host);

        assertThat(ask("wss", certificate.anonymous(), null)[7]).isEqualTo("null");
    }
}
