package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.ClientExtension;
import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.DeflateSettings;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.ServerExtension;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Extensions through all layers: configuration, handshake, frames, both containers. */
class ExtensionStackTest {
    private FairleadServerContainer server;
    private SocketHost host;
    private FairleadWebSocketContainer client;

    private void start(Settings serverSettings, Settings clientSettings) throws IOException {
        server = new FairleadServerContainer(serverSettings, ExtensionStackTest.class.getClassLoader());
        host = new SocketHost(server);
        client = new FairleadWebSocketContainer(clientSettings);
    }

    private void start() throws IOException {
        start(Settings.DEFAULTS, Settings.DEFAULTS);
    }

    @AfterEach
    void stop() throws IOException {
        if (host != null) {
            client.close();
            host.close();
        }
    }

    private Inbox connect(Extension... extensions) throws Exception {
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, ClientEndpointConfig.Builder.create().extensions(List.of(extensions)).build(),
                host.uri("/echo"));
        return inbox;
    }

    private static String negotiated(Inbox inbox) {
        StringBuilder text = new StringBuilder();
        for (Extension extension : inbox.session.getNegotiatedExtensions()) {
            text.append(text.isEmpty() ? "" : ", ").append(extension.getName());
            for (Extension.Parameter parameter : extension.getParameters()) {
                text.append("; ").append(parameter.getName())
                        .append(parameter.getValue().isEmpty() ? "" : "=" + parameter.getValue());
            }
        }
        return text.toString();
    }

    private static void assertTalks(Inbox inbox) throws Exception {
        for (int i = 0; i < 20; i++) {
            String text = "message " + i + " ".repeat(i * i * 30) + "\u20ac";
            assertThat(inbox.ask(text)).isEqualTo(text);
        }
        assertThat(inbox.errors).isEmpty();
    }

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = 100_000)
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/echo")
    @Deflate(serverMaxWindowBits = 10, clientMaxWindowBits = 9, clientNoContextTakeover = true)
    public static class Annotated extends Echo {
        @Override
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    @ServerEndpoint("/echo")
    @Deflate(level = 11)
    public static class Wrong extends Annotated {
        @Override
        @OnMessage
        public String echo(String text) {
            return text;
        }
    }

    private static ServerEndpointConfig echo(Extension... extensions) {
        return ServerEndpointConfig.Builder.create(Echo.class, "/echo").extensions(List.of(extensions)).build();
    }

    private record Listed(String getName, List<Parameter> getParameters) implements Extension {
        private record Stated(String getName, String getValue) implements Parameter {
        }

        static Listed deflate(String name, String value) {
            return new Listed("permessage-deflate", List.of(new Stated(name, value)));
        }
    }

    @Test
    void limitsBothWindowsByDefault() throws Exception {
        start();
        server.addEndpoint(Echo.class);
        Inbox inbox = connect();
        assertThat(negotiated(inbox))
                .isEqualTo("permessage-deflate; server_max_window_bits=12; client_max_window_bits=12");
        assertTalks(inbox);
    }

    @Test
    void followsTheSettingsOfBothContainers() throws Exception {
        start(Settings.builder().deflate(DeflateSettings.builder().serverMaxWindowBits(11).level(9).build()).build(),
                Settings.builder().deflate(DeflateSettings.builder().serverMaxWindowBits(10).clientMaxWindowBits(9)
                        .serverNoContextTakeover(true).build()).build());
        server.addEndpoint(Echo.class);
        Inbox inbox = connect();
        assertThat(negotiated(inbox)).isEqualTo("permessage-deflate; server_no_context_takeover; "
                + "server_max_window_bits=10; client_max_window_bits=9");
        assertTalks(inbox);
    }

    @Test
    void followsAnEndpointsAnnotation() throws Exception {
        start();
        server.addEndpoint(Annotated.class);
        Inbox inbox = connect();
        assertThat(negotiated(inbox)).isEqualTo("permessage-deflate; client_no_context_takeover; "
                + "server_max_window_bits=10; client_max_window_bits=9");
        assertTalks(inbox);
    }

    @Test
    void refusesAWrongAnnotationAtDeployment() throws Exception {
        start();
        assertThatThrownBy(() -> server.addEndpoint(Wrong.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(Wrong.class.getName())
                .hasMessageContaining("fairlead.perMessageDeflate.level is 11; it must be 1 to 9");
    }

    @Test
    void honoursTheSmallestWindowsInBothDirections() throws Exception {
        start();
        server.addEndpoint(echo(PerMessageDeflate.server().serverMaxWindowBits(8).clientMaxWindowBits(8).build()));
        Inbox inbox = connect();
        assertThat(negotiated(inbox))
                .isEqualTo("permessage-deflate; server_max_window_bits=8; client_max_window_bits=8");
        assertTalks(inbox);
    }

    @Test
    void takesPermessageDeflateAsPortableProgramsStateIt() throws Exception {
        start();
        server.addEndpoint(echo(Listed.deflate("server_max_window_bits", "10")));
        Inbox inbox = connect(Listed.deflate("client_max_window_bits", "11"));
        assertThat(negotiated(inbox))
                .isEqualTo("permessage-deflate; server_max_window_bits=10; client_max_window_bits=11");
        assertTalks(inbox);
    }

    @Test
    void refusesPermessageDeflateThatIsStatedWrong() throws Exception {
        start();
        server.addEndpoint(Echo.class);
        Listed wrong = Listed.deflate("server_max_window_bits", "16");
        assertThatThrownBy(() -> server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/other")
                .extensions(List.of(wrong)).build())).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("server_max_window_bits=16");
        assertThatThrownBy(() -> connect(wrong)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("server_max_window_bits=16");
    }

    @Test
    void stopsABombAtTheMessageLimit() throws Exception {
        start();
        server.addEndpoint(Echo.class);
        Inbox inbox = connect();
        inbox.session.getBasicRemote().sendText("a".repeat(5_000_000));
        assertThat(inbox.closeReason().getCloseCode().getCode()).isEqualTo(1009);
    }

    /** Turns every byte around; both a server's and a client's factory. */
    private static final class Flip implements ServerExtension, ClientExtension {
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public String name() {
            return "flip";
        }

        @Override
        public String getName() {
            return name();
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }

        @Override
        public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
            return Optional.of(new Accepted(List.of(), new Flipping()));
        }

        @Override
        public List<ExtensionParameter> offer() {
            return List.of();
        }

        @Override
        public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted) {
            return new Flipping();
        }

        private final class Flipping implements NegotiatedExtension {
            @Override
            public String name() {
                return "flip";
            }

            @Override
            public List<ExtensionParameter> parameters() {
                return List.of();
            }

            @Override
            public int rsvBits() {
                return Frame.RSV3;
            }

            @Override
            public Frame decode(Frame incoming, long maxPayload) {
                return flip(incoming, incoming.rsv() & ~Frame.RSV3);
            }

            @Override
            public Frame encode(Frame outgoing) {
                return flip(outgoing, outgoing.rsv() | Frame.RSV3);
            }

            private Frame flip(Frame frame, int rsv) {
                ByteBuffer payload = ByteBuffer.allocate(frame.payload().remaining());
                for (int i = frame.payload().position(); i < frame.payload().limit(); i++) {
                    payload.put((byte) ~frame.payload().get(i));
                }
                return new Frame(frame.fin(), rsv, frame.opcode(), payload.flip());
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        }
    }

    @Test
    void runsAnExtensionOfItsOwnBesideCompressionInTheClientsOrder() throws Exception {
        start();
        Flip ofServer = new Flip();
        Flip ofClient = new Flip();
        server.addEndpoint(echo(ofServer));
        Inbox inbox = connect(PerMessageDeflate.client().build(), ofClient);
        assertThat(negotiated(inbox))
                .isEqualTo("permessage-deflate; server_max_window_bits=12; client_max_window_bits=12, flip");
        assertTalks(inbox);
        inbox.session.getBasicRemote().sendPing(ByteBuffer.wrap("there?".getBytes()));
        assertThat(inbox.next()).isEqualTo("pong there?");
        inbox.session.close();
        inbox.closeReason();
        await().untilAsserted(() -> {
            assertThat(ofServer.closed).hasValue(1);
            assertThat(ofClient.closed).hasValue(1);
        });
    }

    @Test
    void closesTheExtensionsOfAHandshakeThatFailsLater() throws Exception {
        start();
        Flip flip = new Flip();
        server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/echo").extensions(List.of(flip))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request,
                            HandshakeResponse response) {
                        throw new IllegalStateException("defect");
                    }
                }).build());
        assertThatThrownBy(() -> connect(new Flip())).isInstanceOf(DeploymentException.class);
        assertThat(flip.closed).hasValue(1);
    }

    private Inbox connectToEchoThatSays(List<String> extensions) throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/echo")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request,
                            HandshakeResponse response) {
                        response.getHeaders().put("Sec-WebSocket-Extensions", extensions);
                    }
                }).build());
        return connect();
    }

    @Test
    void sendsNothingCompressedWhereTheConfiguratorTakesTheAnswerOut() throws Exception {
        start();
        Inbox inbox = connectToEchoThatSays(List.of());
        assertThat(negotiated(inbox)).isEmpty();
        assertTalks(inbox);
    }

    @Test
    void answersWhatWasNegotiatedWhateverTheConfiguratorSays() throws Exception {
        start();
        Inbox inbox = connectToEchoThatSays(List.of("x-unknown"));
        assertThat(negotiated(inbox))
                .isEqualTo("permessage-deflate; server_max_window_bits=12; client_max_window_bits=12");
        assertTalks(inbox);
    }

    @Test
    void switchesCompressionOffForOneConnectionOfAClient() throws Exception {
        start();
        server.addEndpoint(Echo.class);
        ClientEndpointConfig off = ClientEndpointConfig.Builder.create().build();
        off.getUserProperties().putAll(Map.of("fairlead.perMessageDeflate", false));
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, off, host.uri("/echo"));
        assertThat(negotiated(inbox)).isEmpty();
        assertTalks(inbox);
    }
}
