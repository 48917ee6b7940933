package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services a client finds: those of the application that connects, wherever the provider itself was loaded. */
class InstalledExtensionsTest {
    @TempDir
    private Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final FairleadWebSocketContainer client = new FairleadWebSocketContainer(Settings.DEFAULTS);
    private ClassLoader application;

    /** An extension of an application; offered, and declined by every server. */
    public static final class OfTheApplication implements ClientExtensionFactory {
        @Override
        public String name() {
            return "x-application";
        }

        @Override
        public List<ExtensionParameter> offer() {
            return List.of();
        }

        @Override
        public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted) {
            throw new AssertionError("the server has no such extension");
        }
    }

    @ServerEndpoint(value = "/offered", configurator = Offered.Configurator.class)
    public static class Offered {
        public static final class Configurator extends ServerEndpointConfig.Configurator {
            @Override
            public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request,
                    HandshakeResponse response) {
                config.getUserProperties().put("offered", request.getHeaders().get("Sec-WebSocket-Extensions").toString());
            }
        }

        @OnMessage
        public String offered(String text, Session session) {
            return (String) session.getUserProperties().get("offered");
        }
    }

    @BeforeEach
    void installInAnApplication() throws Exception {
        application = withService(OfTheApplication.class.getName());
    }

    private ClassLoader withService(String factory) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ClientExtensionFactory.class.getName()), factory);
        return loader(folder);
    }

    private ClassLoader loader(Path root) throws MalformedURLException {
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, InstalledExtensionsTest.class.getClassLoader());
    }

    @AfterEach
    void leaveTheApplication() {
        Thread.currentThread().setContextClassLoader(before);
        client.close();
    }

    private List<String> installed() {
        return client.getInstalledExtensions().stream().map(Extension::getName).toList();
    }

    @Test
    void aClientsExtensionsAreThoseOfTheApplicationThatAsks() {
        assertThat(installed()).containsExactly("permessage-deflate");
        Thread.currentThread().setContextClassLoader(application);
        assertThat(installed()).containsExactly("permessage-deflate", "x-application");
        Thread.currentThread().setContextClassLoader(before);
        assertThat(installed()).containsExactly("permessage-deflate");
    }

    @Test
    void anExtensionOfTheApplicationIsOfferedWhereItConnects() throws Exception {
        FairleadServerContainer server = new FairleadServerContainer(Settings.DEFAULTS, before);
        server.addEndpoint(Offered.class);
        try (SocketHost host = new SocketHost(server)) {
            Thread.currentThread().setContextClassLoader(application);
            Inbox inbox = new Inbox();
            client.connectToServer(inbox, ClientEndpointConfig.Builder.create().build(), host.uri("/offered"));
            assertThat(inbox.ask("?")).contains("x-application");
        }
    }

    @Test
    void aThreadWithoutAnApplicationHasTheProvidersExtensions() {
        Thread.currentThread().setContextClassLoader(null);
        assertThat(installed()).containsExactly("permessage-deflate");
        assertThat(InstalledExtensions.client(null, application)).hasSize(1);
    }

    @Test
    void anExtensionThatBothSeeCountsOnce() {
        assertThat(InstalledExtensions.client(application, application)).hasSize(1);
    }

    @Test
    void oneThatCantBeLoadedIsLeftOut() throws Exception {
        assertThat(InstalledExtensions.client(withService("com.example.Missing"), before)).isEmpty();
    }
}
