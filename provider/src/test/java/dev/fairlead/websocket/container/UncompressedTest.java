package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Uncompressed;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that leave uncompressed where compression was negotiated, on whole connections. */
class UncompressedTest {
    private static final String TEXT = "{\"secret\":\"7692\"} ".repeat(40);
    private static final BlockingQueue<Session> SESSIONS = new LinkedBlockingQueue<>();

    private final Watch ofServer = new Watch();
    private final Watch ofClient = new Watch();
    private FairleadServerContainer server;
    private SocketHost host;
    private FairleadWebSocketContainer client;

    @BeforeEach
    void start() throws Exception {
        SESSIONS.clear();
        server = new FairleadServerContainer(Settings.DEFAULTS, getClass().getClassLoader());
        server.addEndpoint(ServerEndpointConfig.Builder.create(Replies.class, "/replies")
                .extensions(List.of(ofServer)).build());
        host = new SocketHost(server);
        client = new FairleadWebSocketContainer(Settings.DEFAULTS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        host.close();
    }

    public static class Replies {
        @OnOpen
        public void open(Session session) {
            SESSIONS.add(session);
        }

        @OnMessage
        @Uncompressed
        public String reply(String text) {
            return text.startsWith("no reply") ? null : text;
        }

        @OnMessage
        public ByteBuffer reply(ByteBuffer data) {
            return data.remaining() < 500 ? data : null;
        }
    }

    private Inbox connect() throws Exception {
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, ClientEndpointConfig.Builder.create()
                .extensions(List.of(PerMessageDeflate.client().build(), ofClient)).build(), host.uri("/replies"));
        return inbox;
    }

    private static Session opened() throws InterruptedException {
        return SESSIONS.poll(5, TimeUnit.SECONDS);
    }

    private interface Send<R> {
        void by(R remote) throws Exception;
    }

    private static Arguments basic(String form, Send<RemoteEndpoint.Basic> send, String... frames) {
        return Arguments.of("basic " + form, (Send<Session>) session ->
                send.by(PerMessageDeflate.uncompressed(session.getBasicRemote())),
                (Send<Session>) session -> send.by(session.getBasicRemote()), List.of(frames));
    }

    private static Arguments async(String form, Send<RemoteEndpoint.Async> send, String... frames) {
        return Arguments.of("async " + form, (Send<Session>) session ->
                send.by(PerMessageDeflate.uncompressed(session.getAsyncRemote())),
                (Send<Session>) session -> send.by(session.getAsyncRemote()), List.of(frames));
    }

    private static ByteBuffer data() {
        return ByteBuffer.allocate(600);
    }

    static Stream<Arguments> sends() {
        return Stream.of(
                basic("text", remote -> remote.sendText("no reply" + TEXT), "TEXT"),
                basic("binary", remote -> remote.sendBinary(data()), "BINARY"),
                basic("text in parts", remote -> {
                    remote.sendText("no reply", false);
                    remote.sendText(TEXT, true);
                }, "TEXT ...", "CONTINUATION"),
                basic("binary in parts", remote -> {
                    remote.sendBinary(data(), false);
                    remote.sendBinary(data(), true);
                }, "BINARY ...", "CONTINUATION"),
                basic("writer", remote -> {
                    try (Writer writer = remote.getSendWriter()) {
                        writer.write("no reply" + TEXT);
                    }
                }, "TEXT"),
                basic("writer, flushed", remote -> {
                    try (Writer writer = remote.getSendWriter()) {
                        writer.write("no reply" + TEXT);
                        writer.flush();
                        writer.write(TEXT);
                    }
                }, "TEXT ...", "CONTINUATION"),
                basic("stream, flushed", remote -> {
                    try (OutputStream stream = remote.getSendStream()) {
                        stream.write(new byte[700]);
                        stream.flush();
                    }
                }, "BINARY ...", "CONTINUATION"),
                basic("object", remote -> remote.sendObject(new StringBuilder("no reply").append(TEXT).toString()), "TEXT"),
                basic("binary object", remote -> remote.sendObject(new byte[600]), "BINARY"),
                async("text", remote -> remote.sendText("no reply" + TEXT).get(5, TimeUnit.SECONDS), "TEXT"),
                async("text to a handler", remote -> remote.sendText("no reply" + TEXT, result -> { }), "TEXT"),
                async("binary", remote -> remote.sendBinary(data()).get(5, TimeUnit.SECONDS), "BINARY"),
                async("binary to a handler", remote -> remote.sendBinary(data(), result -> { }), "BINARY"),
                async("object", remote -> remote.sendObject("no reply" + TEXT).get(5, TimeUnit.SECONDS), "TEXT"),
                async("object to a handler", remote -> remote.sendObject(data(), result -> { }), "BINARY"));
    }

    private static void assertLeavesUncompressed(Session session, Watch peer, Send<Session> uncompressed,
            Send<Session> ordinary, List<String> frames) throws Exception {
        for (int i = 0; i < 2; i++) {
            uncompressed.by(session);
            for (String frame : frames) {
                assertThat(peer.next().form()).isEqualTo(frame);
            }
            ordinary.by(session);
            assertThat(peer.next().form()).as("an ordinary one")
                    .isEqualTo(frames.get(0).replaceFirst(" |$", " compressed$0").stripTrailing());
            for (String frame : frames.subList(1, frames.size())) {
                assertThat(peer.next().form()).isEqualTo(frame);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sends")
    void leavesAServerUncompressed(String form, Send<Session> uncompressed, Send<Session> ordinary, List<String> frames)
            throws Exception {
        connect();
        assertLeavesUncompressed(opened(), ofClient, uncompressed, ordinary, frames);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sends")
    void leavesAClientUncompressed(String form, Send<Session> uncompressed, Send<Session> ordinary, List<String> frames)
            throws Exception {
        assertLeavesUncompressed(connect().session, ofServer, uncompressed, ordinary, frames);
    }

    @Test
    void isNoContextForWhatFollows() throws Exception {
        connect().session.getBasicRemote().sendText("no reply" + TEXT);
        int first = ofServer.next().size();
        Session session = connect().session;
        PerMessageDeflate.uncompressed(session.getBasicRemote()).sendText("no reply" + TEXT);
        ofServer.next();
        session.getBasicRemote().sendText("no reply" + TEXT);
        assertThat(ofServer.next().size()).isEqualTo(first);
        session.getBasicRemote().sendText("no reply" + TEXT);
        assertThat(ofServer.next().size()).isLessThan(first);
    }

    @Test
    void leavesWhatAMethodReturnsUncompressedWhereItSaysSo() throws Exception {
        Inbox inbox = connect();
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        assertThat(ofClient.next().form()).isEqualTo("TEXT");
        inbox.session.getBasicRemote().sendBinary(ByteBuffer.allocate(100));
        assertThat(ofClient.next().form()).isEqualTo("BINARY compressed");
    }

    @Test
    void messagesInPartsAreAsTheirFirstPart() throws Exception {
        RemoteEndpoint.Basic remote = connect().session.getBasicRemote();
        PerMessageDeflate.uncompressed(remote).sendText("no reply", false);
        remote.sendText(TEXT, true);
        assertThat(ofServer.next().form()).isEqualTo("TEXT ...");
        assertThat(ofServer.next()).isEqualTo(new Watch.Seen("CONTINUATION", TEXT.length()));
        remote.sendText("no reply", false);
        PerMessageDeflate.uncompressed(remote).sendText(TEXT, true);
        assertThat(ofServer.next().form()).isEqualTo("TEXT compressed ...");
        assertThat(ofServer.next().size()).isLessThan(TEXT.length());
    }

    @Test
    void aViewIsTheRemoteInAllElse() throws Exception {
        Session session = connect().session;
        RemoteEndpoint.Async async = session.getAsyncRemote();
        RemoteEndpoint.Async view = PerMessageDeflate.uncompressed(async);
        view.setSendTimeout(1234);
        assertThat(async.getSendTimeout()).isEqualTo(1234);
        async.setSendTimeout(4321);
        assertThat(view.getSendTimeout()).isEqualTo(4321);
        assertThat(PerMessageDeflate.uncompressed(view)).isSameAs(view);
        RemoteEndpoint.Basic basic = PerMessageDeflate.uncompressed(session.getBasicRemote());
        assertThat(PerMessageDeflate.uncompressed(basic)).isSameAs(basic);
        basic.setBatchingAllowed(true);
        assertThat(session.getBasicRemote().getBatchingAllowed()).isTrue();
    }

    @Test
    void sendsAsEverWhereNoCompressionWasNegotiated() throws Exception {
        ClientEndpointConfig off = ClientEndpointConfig.Builder.create().build();
        off.getUserProperties().putAll(Map.of("fairlead.perMessageDeflate", false));
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, off, host.uri("/replies"));
        PerMessageDeflate.uncompressed(inbox.session.getBasicRemote()).sendText("echo");
        assertThat(inbox.next()).isEqualTo("echo");
    }

    @Test
    void refusesTheRemotesOfOthers() {
        RemoteEndpoint.Basic others = (RemoteEndpoint.Basic) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Basic.class}, (proxy, method, arguments) -> null);
        assertThatThrownBy(() -> PerMessageDeflate.uncompressed(others)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(others.getClass().getName()).hasMessageContaining("getBasicRemote");
        assertThatThrownBy(() -> PerMessageDeflate.uncompressed((RemoteEndpoint.Async) null))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("null isn't a remote of Fairlead");
    }

    @ServerEndpoint("/nothing")
    public static class ReturnsNothing {
        @OnMessage
        @Uncompressed
        public void take(String text) {
        }
    }

    @ClientEndpoint
    public static class Opens {
        @OnOpen
        @Uncompressed
        public void open(Session session) {
        }
    }

    @Test
    void refusesTheAnnotationWhereNothingIsReturned() {
        assertThatThrownBy(() -> server.addEndpoint(ReturnsNothing.class)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining(ReturnsNothing.class.getName()).hasMessageContaining("take has @Uncompressed");
        assertThatThrownBy(() -> client.connectToServer(new Opens(), host.uri("/replies")))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("open has @Uncompressed");
    }
}
