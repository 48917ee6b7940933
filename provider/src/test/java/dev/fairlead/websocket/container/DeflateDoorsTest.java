package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.DeflateSettings.Codec;
import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The doors to permessage-deflate's settings on deployed endpoints and connections: what is agreed, and what is
 * refused.
 */
class DeflateDoorsTest {
    private static final String TEXT = "round and round ".repeat(20);

    private FairleadServerContainer server;
    private SocketHost host;
    private FairleadWebSocketContainer client;

    @BeforeEach
    void start() throws Exception {
        server = new FairleadServerContainer(Settings.DEFAULTS, getClass().getClassLoader());
        host = new SocketHost(server);
        client = new FairleadWebSocketContainer(Settings.DEFAULTS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        host.close();
    }

    public static class Echo {
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/small")
    @Deflate(serverMaxWindowBits = 9, clientMaxWindowBits = 8, serverNoContextTakeover = true, codec = Codec.JDK, level = 9)
    public static class Small extends Echo {
        @Override
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/contradiction")
    @Deflate(codec = Codec.JDK, memoryLevel = 3)
    public static class Contradiction extends Small {
    }

    @ServerEndpoint("/wrong")
    @Deflate(minimumSize = -1)
    public static class Wrong extends Small {
    }

    @ClientEndpoint
    @Deflate(clientMaxWindowBits = 10, clientWindowOffer = WindowOffer.WITHOUT_VALUE)
    public static class Guest {
    }

    @ClientEndpoint
    @Deflate(serverMaxWindowBits = 16)
    public static class WrongGuest {
    }

    private static ServerEndpointConfig config(Map<String, Object> properties, Extension... extensions) {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Echo.class, "/echo")
                .extensions(List.of(extensions)).build();
        config.getUserProperties().putAll(properties);
        return config;
    }

    private void deploy(Map<String, Object> properties, Extension... extensions) throws DeploymentException {
        server.addEndpoint(config(properties, extensions));
    }

    /** A container takes no endpoint after a bad one: each is tried on its own. */
    private FairleadServerContainer fresh() {
        return new FairleadServerContainer(Settings.DEFAULTS, getClass().getClassLoader());
    }

    private Inbox connect(String path, Map<String, Object> properties, Extension... extensions) throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().extensions(List.of(extensions)).build();
        config.getUserProperties().putAll(properties);
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, config, host.uri(path));
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        return inbox;
    }

    private static String negotiated(Session session) {
        return session.getNegotiatedExtensions().stream().map(extension -> extension.getName()
                + extension.getParameters().stream().map(parameter -> "; " + parameter.getName()
                + (parameter.getValue().isEmpty() ? "" : "=" + parameter.getValue())).collect(Collectors.joining()))
                .collect(Collectors.joining(", "));
    }

    @Test
    void anAnnotationIsForEitherSide() throws Exception {
        server.addEndpoint(Small.class);
        Session session = client.connectToServer(new Guest(), host.uri("/small"));
        assertThat(negotiated(session)).isEqualTo("permessage-deflate; server_no_context_takeover; "
                + "server_max_window_bits=9; client_max_window_bits=8");
    }

    @Test
    void userPropertiesAreForEitherSide() throws Exception {
        deploy(Map.of("fairlead.perMessageDeflate.serverMaxWindowBits", 11,
                "fairlead.perMessageDeflate.codec", "jdk", "fairlead.perMessageDeflate.onlyIfSmaller", false));
        Inbox inbox = connect("/echo", Map.of("fairlead.perMessageDeflate.clientWindowOffer", "with_value",
                "fairlead.perMessageDeflate.clientMaxWindowBits", "9", "fairlead.perMessageDeflate.strategy", "rle",
                "fairlead.perMessageDeflate.serverNoContextTakeover", "true",
                "fairlead.perMessageDeflate.tables", "connection"));
        assertThat(negotiated(inbox.session)).isEqualTo("permessage-deflate; server_no_context_takeover; "
                + "server_max_window_bits=11; client_max_window_bits=9");
    }

    @Test
    void aListOfExtensionsIsForEitherSide() throws Exception {
        deploy(Map.of(), PerMessageDeflate.server().serverMaxWindowBits(8).requireClientMaxWindowBits(true).build());
        assertThat(negotiated(connect("/echo", Map.of(),
                PerMessageDeflate.client().clientWindowOffer(WindowOffer.NONE).build()).session)).isEmpty();
        assertThat(negotiated(connect("/echo", Map.of(),
                PerMessageDeflate.client().clientMaxWindowBits(10).memoryLevel(1).build()).session))
                .isEqualTo("permessage-deflate; server_max_window_bits=8; client_max_window_bits=10");
    }

    @Test
    void aListOfExtensionsCanSwitchItOff() throws Exception {
        deploy(Map.of());
        assertThat(negotiated(connect("/echo", Map.of(), PerMessageDeflate.off()).session)).isEmpty();
        assertThat(negotiated(connect("/echo", Map.of()).session)).isNotEmpty();
        server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/off")
                .extensions(List.of(PerMessageDeflate.off())).build());
        assertThat(negotiated(connect("/off", Map.of()).session)).isEmpty();
    }

    @Test
    void aWrongAnnotationOfAServerIsRefusedAtDeployment() {
        assertThatThrownBy(() -> fresh().addEndpoint(Wrong.class)).isInstanceOf(DeploymentException.class)
                .hasMessage("endpoint " + Wrong.class.getName() + ": @Deflate: fairlead.perMessageDeflate.minimumSize is -1; "
                        + "it must be 0 to 2147483647");
        assertThatThrownBy(() -> fresh().addEndpoint(Contradiction.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Contradiction.class.getName()).hasMessageContaining("memory level 8 only, not 3")
                .hasMessageContaining("set codec to fairlead");
    }

    @Test
    void wrongUserPropertiesOfAServerAreRefusedAtDeployment() {
        assertThatThrownBy(() -> fresh().addEndpoint(config(Map.of("fairlead.perMessageDeflate.level", "fast"))))
                .isInstanceOf(DeploymentException.class).hasMessage("user properties of endpoint " + Echo.class.getName()
                        + ": fairlead.perMessageDeflate.level is fast; it must be 1 to 9");
        assertThatThrownBy(() -> fresh().addEndpoint(config(Map.of("fairlead.perMessageDeflate.codec", "jdk",
                "fairlead.perMessageDeflate.strategy", "fixed")))).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Echo.class.getName()).hasMessageContaining("strategy fixed")
                .hasMessageContaining("set codec to fairlead");
        assertThatThrownBy(() -> fresh().addEndpoint(config(Map.of("fairlead.perMessageDeflate.windowBits", 10))))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("fairlead.perMessageDeflate.windowBits is no")
                .hasMessageContaining("fairlead.perMessageDeflate.serverMaxWindowBits");
    }

    @Test
    void aWrongSettingOfAClientIsRefusedBeforeItConnects() {
        assertThatThrownBy(() -> client.connectToServer(new WrongGuest(), host.uri("/echo")))
                .isInstanceOf(DeploymentException.class).hasMessage("endpoint " + WrongGuest.class.getName()
                        + ": @Deflate: fairlead.perMessageDeflate.serverMaxWindowBits is 16; it must be 8 to 15");
        assertThatThrownBy(() -> connect("/echo", Map.of("fairlead.perMessageDeflate.tables", "none")))
                .isInstanceOf(DeploymentException.class).hasMessage("user properties of endpoint " + Inbox.class.getName()
                        + ": fairlead.perMessageDeflate.tables is none; it must be shared or connection");
        assertThatThrownBy(() -> connect("/echo", Map.of("fairlead.perMessageDeflate.codec", "jdk",
                "fairlead.perMessageDeflate.tables", "connection"))).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Inbox.class.getName()).hasMessageContaining("set tables to shared");
    }
}
