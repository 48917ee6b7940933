package dev.fairlead.it.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.PerMessageDeflate;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * permessage-deflate with other people's zlib at the other end: all windows in both directions, contexts taken over and
 * not, many messages of many kinds, whole and in fragments.
 */
class DeflateInteropIT {
    private static final int LIMIT = 8 << 20;

    private static final Set<Peer> INSTALLED = EnumSet.noneOf(Peer.class);
    private static TestServer server;
    private static String url;

    /** Returns what it gets, with what holds unasked. */
    @ServerEndpoint("/default")
    public static class Default {
        @OnMessage(maxMessageSize = LIMIT)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = LIMIT)
        public byte[] binary(byte[] message) {
            return message;
        }
    }

    /** The same with the largest windows and much effort. */
    @ServerEndpoint("/large")
    @Deflate(serverMaxWindowBits = 15, clientMaxWindowBits = 15, level = 9)
    public static class Large {
        @OnMessage(maxMessageSize = LIMIT)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = LIMIT)
        public byte[] binary(byte[] message) {
            return message;
        }
    }

    /** Returns each part as it comes, in a fragment of its own. */
    @ServerEndpoint("/parts")
    @Deflate(serverMaxWindowBits = 15, clientMaxWindowBits = 15, level = 4)
    public static class Parts {
        @OnMessage
        public void text(Session session, String part, boolean last) throws IOException {
            session.getBasicRemote().sendText(part, last);
        }

        @OnMessage
        public void binary(Session session, ByteBuffer part, boolean last) throws IOException {
            session.getBasicRemote().sendBinary(part, last);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(Setup.fromProperties().withTarget(Target.SERVER));
        int port = server.deploy(ShrinkWrap.create(WebArchive.class, "deflate.war")
                .addClasses(DeflateInteropIT.class, Default.class, Large.class, Parts.class));
        url = "ws://127.0.0.1:" + port + "/deflate";
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

    /** Windows of both directions, 0 for none said, and who forgets its context. */
    private record Parameters(int serverWindow, int clientWindow, boolean serverForgets, boolean clientForgets) {
        /** All windows of either direction, and all combinations of contexts. */
        static List<Parameters> all() {
            return IntStream.range(0, 16).mapToObj(i -> new Parameters(i % 8 == 0 ? 0 : 8 + i % 8,
                    i * 3 % 8 == 0 ? 0 : 8 + i * 3 % 8, i / 2 % 2 == 1, i / 4 % 2 == 1)).toList();
        }

        String forNode() {
            return json("serverMaxWindowBits", "clientMaxWindowBits", "serverNoContextTakeover",
                    "clientNoContextTakeover");
        }

        String forPython() {
            return json("server_max_window_bits", "client_max_window_bits", "server_no_context_takeover",
                    "client_no_context_takeover");
        }

        private String json(String... names) {
            return Stream.of(serverWindow == 0 ? "" : "\"" + names[0] + "\":" + serverWindow,
                            clientWindow == 0 ? "" : "\"" + names[1] + "\":" + clientWindow,
                            "\"" + names[2] + "\":" + serverForgets, "\"" + names[3] + "\":" + clientForgets)
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining(",", "{", "}"));
        }

        Extension offer() {
            return PerMessageDeflate.client()
                    .serverMaxWindowBits(serverWindow == 0 ? 15 : serverWindow)
                    .clientMaxWindowBits(clientWindow == 0 ? 15 : clientWindow)
                    .serverNoContextTakeover(serverForgets).clientNoContextTakeover(clientForgets)
                    .level(1 + (serverWindow + clientWindow) % 9).build();
        }
    }

    private static String options(Peer peer) {
        return Parameters.all().stream().map(peer == Peer.NODE ? Parameters::forNode : Parameters::forPython)
                .collect(Collectors.joining(",", "[", "]"));
    }

    static Stream<Arguments> clients() {
        return Arrays.stream(Peer.values()).flatMap(peer -> Stream.of("/default", "/large", "/parts")
                .map(path -> Arguments.of(peer, path)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("clients")
    void serverAndAClientUnderstandEachOther(Peer peer, String path) throws Exception {
        require(peer);
        List<String> negotiated = peer.talkCompressed(url + path, path.length(), options(peer));
        assertThat(negotiated).hasSize(16).allMatch(line -> line.contains("permessage-deflate"));
    }

    @ParameterizedTest
    @EnumSource
    void clientAndAServerUnderstandEachOther(Peer peer) throws Exception {
        require(peer);
        // it insists on nothing
        try (Program program = peer.serveCompressed("[{}]")) {
            int port = program.port();
            for (Parameters parameters : Parameters.all()) {
                talk(port, parameters, peer + " " + parameters);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientDoesWhatAServerInsistsOn(Peer peer) throws Exception {
        require(peer);
        try (Program program = peer.serveCompressed(options(peer))) {
            for (Parameters parameters : Parameters.all()) {
                talk(program.port(), new Parameters(0, 0, false, false), peer + " insists on " + parameters);
            }
        }
    }

    private static void require(Peer peer) {
        assumeTrue(INSTALLED.contains(peer), peer::missing);
    }

    private static void talk(int port, Parameters parameters, String name) throws Exception {
        Received received = new Received();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().extensions(List.of(parameters.offer())).build();
        try (Session session = ContainerProvider.getWebSocketContainer().connectToServer(received, config,
                URI.create("ws://127.0.0.1:" + port + "/"))) {
            assertThat(session.getNegotiatedExtensions()).as(name).hasSize(1);
            Random random = new Random(port);
            for (int round = 0; round < 8; round++) {
                List<Object> sent = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    sent.add(random.nextBoolean() ? text(random) : binary(random));
                    send(session, sent.get(i), random);
                }
                for (Object message : sent) {
                    assertThat(received.next()).as("%s, seed %d", name, port).isEqualTo(message);
                }
            }
        }
    }

    private static int length(Random random) {
        return random.nextInt(new int[] {20, 500, 3000, 40_000}[random.nextInt(4)]);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = length(random);
        while (text.length() < length) {
            text.append(random.nextInt(9) == 0 ? "Gr\u00fc\u00dfe \ud83d\ude00 "
                    : "{\"city\":\"Hamburg\",\"river\":\"Elbe\",\"depth\":" + random.nextInt(100) + "},");
        }
        return text.toString();
    }

    private static ByteBuffer binary(Random random) {
        byte[] bytes = new byte[length(random)];
        random.nextBytes(bytes);
        int period = 1 + random.nextInt(5000);
        if (random.nextBoolean()) {
            for (int i = period; i < bytes.length; i++) {
                bytes[i] = bytes[i - period];
            }
        }
        return ByteBuffer.wrap(bytes);
    }

    private static void send(Session session, Object message, Random random) throws IOException {
        boolean whole = random.nextInt(3) > 0;
        if (message instanceof String text) {
            int cut = random.nextInt(text.length() + 1);
            if (whole) {
                session.getBasicRemote().sendText(text);
            } else {
                session.getBasicRemote().sendText(text.substring(0, cut), false);
                session.getBasicRemote().sendText(text.substring(cut), true);
            }
            return;
        }
        ByteBuffer bytes = (ByteBuffer) message;
        int cut = random.nextInt(bytes.remaining() + 1);
        if (whole) {
            session.getBasicRemote().sendBinary(bytes.duplicate());
        } else {
            session.getBasicRemote().sendBinary(bytes.slice(0, cut), false);
            session.getBasicRemote().sendBinary(bytes.slice(cut, bytes.remaining() - cut), true);
        }
    }

    /** What came back. */
    private static final class Received extends Endpoint {
        private final BlockingQueue<Object> messages = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxTextMessageBufferSize(LIMIT);
            session.setMaxBinaryMessageBufferSize(LIMIT);
            session.addMessageHandler(String.class, messages::add);
            session.addMessageHandler(ByteBuffer.class, messages::add);
        }

        @Override
        public void onError(Session session, Throwable error) {
            messages.add(error);
        }

        Object next() throws InterruptedException {
            return messages.poll(20, TimeUnit.SECONDS);
        }
    }
}
