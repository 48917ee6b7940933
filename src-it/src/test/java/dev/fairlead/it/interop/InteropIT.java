package dev.fairlead.it.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import dev.fairlead.websocket.PerMessageDeflate;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fairlead's server with other people's clients, Fairlead's client with other people's servers. */
class InteropIT {
    private static final int LIMIT = 8 << 20;

    private static final Set<Peer> INSTALLED = EnumSet.noneOf(Peer.class);
    private static TestServer server;
    private static String url;

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = LIMIT)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = LIMIT)
        public byte[] binary(byte[] message) {
            return message;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(Setup.fromProperties().withTarget(Target.SERVER));
        int port = server.deploy(ShrinkWrap.create(WebArchive.class, "interop.war").addClasses(InteropIT.class, Echo.class));
        url = "ws://127.0.0.1:" + port + "/interop/echo";
        for (Peer peer : Peer.values()) {
            if (peer.missing() == null) {
                peer.install();
                INSTALLED.add(peer);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                Arguments.of(Peer.NODE, "false", ""),
                Arguments.of(Peer.NODE, "{\"threshold\":0}", "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0,\"serverNoContextTakeover\":true}", "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0,\"clientNoContextTakeover\":true}", "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0,\"serverMaxWindowBits\":10}", "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0,\"clientMaxWindowBits\":9}", "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "null", ""),
                Arguments.of(Peer.PYTHON, "{}", "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{\"client_max_window_bits\":true}", "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{\"server_no_context_takeover\":true,\"client_no_context_takeover\":true}",
                        "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{\"server_max_window_bits\":9,\"client_max_window_bits\":9}",
                        "permessage-deflate"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("clients")
    void serverTalksToAClient(Peer peer, String options, String extension) throws Exception {
        require(peer);
        assertThat(peer.talkTo(url, options)).startsWith(extension);
    }

    private static void require(Peer peer) {
        assumeTrue(INSTALLED.contains(peer), peer::missing);
    }

    static Stream<Arguments> servers() {
        Extension plain = PerMessageDeflate.client().build();
        Extension forgetting = PerMessageDeflate.client().serverNoContextTakeover(true).clientNoContextTakeover(true)
                .build();
        Extension small = PerMessageDeflate.client().serverMaxWindowBits(9).clientMaxWindowBits(9).build();
        return Stream.of(
                Arguments.of(Peer.NODE, "false", plain, ""),
                Arguments.of(Peer.NODE, "{\"threshold\":0}", null, "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0}", plain, "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0}", forgetting, "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0}", small, "permessage-deflate"),
                Arguments.of(Peer.NODE, "{\"threshold\":0,\"clientNoContextTakeover\":true}", plain, "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "null", plain, ""),
                Arguments.of(Peer.PYTHON, "{}", null, "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{}", forgetting, "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{}", small, "permessage-deflate"),
                Arguments.of(Peer.PYTHON, "{\"server_no_context_takeover\":true,\"client_no_context_takeover\":true}",
                        plain, "permessage-deflate"));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("servers")
    void clientTalksToAServer(Peer peer, String options, Extension offered, String extension) throws Exception {
        require(peer);
        try (Program program = peer.serve(options)) {
            WebSocketContainer container = ContainerProvider.getWebSocketContainer();
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                    .extensions(offered == null ? List.of() : List.of(offered)).build();
            Conversation conversation = new Conversation();
            Session session = container.connectToServer(conversation, config,
                    URI.create("ws://127.0.0.1:" + program.port() + "/"));
            assertThat(session.getNegotiatedExtensions().stream().map(Extension::getName))
                    .containsExactlyElementsOf(extension.isEmpty() ? List.of() : List.of(extension));
            conversation.talk(session);
        }
    }

    /** What a client says to an echo server. */
    private static final class Conversation extends Endpoint {
        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(LIMIT);
            session.setMaxBinaryMessageBufferSize(LIMIT);
            session.addMessageHandler(String.class, received::add);
            session.addMessageHandler(ByteBuffer.class, received::add);
            session.addMessageHandler(PongMessage.class, pong -> received.add("pong " + pong.getApplicationData().get()));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.complete(reason);
        }

        @Override
        public void onError(Session session, Throwable error) {
            received.add(error);
        }

        private Object next() throws InterruptedException {
            return received.poll(20, TimeUnit.SECONDS);
        }

        void talk(Session session) throws Exception {
            for (String text : List.of("", "Grüße, 世界 \uD83D\uDE00", "x".repeat(100_000))) {
                session.getBasicRemote().sendText(text);
                assertThat(next()).isEqualTo(text);
            }
            byte[] noise = new byte[70_000];
            new Random(3).nextBytes(noise);
            for (byte[] bytes : List.of(noise, new byte[2 << 20])) {
                session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes));
                assertThat(next()).isEqualTo(ByteBuffer.wrap(bytes));
            }
            String line = "{\"city\":\"Hamburg\",\"river\":\"Elbe\",\"districts\":7}";
            for (int i = 0; i < 200; i++) {
                session.getAsyncRemote().sendText(line + i);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(next()).isEqualTo(line + i);
            }
            session.getBasicRemote().sendText("in ", false);
            session.getBasicRemote().sendText("parts", true);
            assertThat(next()).isEqualTo("in parts");
            session.getBasicRemote().sendPing(ByteBuffer.wrap(new byte[] {42}));
            assertThat(next()).isEqualTo("pong 42");
            session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done"));
            assertThat(closed.get(10, TimeUnit.SECONDS).getCloseCode().getCode()).isEqualTo(1000);
        }
    }
}
