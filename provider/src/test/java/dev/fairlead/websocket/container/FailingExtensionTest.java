package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.Probe.Place;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** permessage-deflate beside extensions that fail, on whole connections, on either side. */
@Timeout(60)
class FailingExtensionTest {
    private static final String TEXT = "round and round ".repeat(20);

    /** The last session of the server. */
    private static final BlockingQueue<Session> SESSIONS = new LinkedBlockingQueue<>();
    private static final List<Throwable> ERRORS = new CopyOnWriteArrayList<>();
    private static final BlockingQueue<CloseReason> CLOSED = new LinkedBlockingQueue<>();

    /** Beside the one that fails: before it, and sure to be closed whatever happens. */
    private final Probe besideOfServer = new Probe("beside", 0);
    private final Probe besideOfClient = new Probe("beside", 0);
    private final Probe ofServer = new Probe("probe", Frame.RSV2);
    private final Probe ofClient = new Probe("probe", Frame.RSV2);
    private FairleadServerContainer server;
    private SocketHost host;
    private FairleadWebSocketContainer client;

    public static class Echo {
        @OnOpen
        public void open(Session session) {
            SESSIONS.add(session);
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnError
        public void failed(Throwable error) {
            ERRORS.add(error);
        }

        @OnClose
        public void closed(CloseReason reason) {
            CLOSED.add(reason);
        }
    }

    @BeforeEach
    void start() throws Exception {
        SESSIONS.clear();
        ERRORS.clear();
        CLOSED.clear();
        server = new FairleadServerContainer(Settings.DEFAULTS, getClass().getClassLoader());
        host = new SocketHost(server);
        client = new FairleadWebSocketContainer(Settings.DEFAULTS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        host.close();
    }

    private void deploy(Extension... extensions) throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/echo")
                .extensions(List.of(extensions)).build());
    }

    private Inbox connect(Extension... extensions) throws Exception {
        Inbox inbox = new Inbox();
        client.connectToServer(inbox, ClientEndpointConfig.Builder.create().extensions(List.of(extensions)).build(),
                host.uri("/echo"));
        return inbox;
    }

    private Inbox connected() throws Exception {
        deploy(besideOfServer, ofServer);
        return connect(besideOfClient, PerMessageDeflate.client().build(), ofClient);
    }

    private static Session opened() throws InterruptedException {
        return SESSIONS.poll(5, TimeUnit.SECONDS);
    }

    private static CloseReason closed() throws InterruptedException {
        return CLOSED.poll(5, TimeUnit.SECONDS);
    }

    private static int code(CloseReason reason) {
        return reason.getCloseCode().getCode();
    }

    private void assertEverythingIsFreed() {
        await().atMost(5, TimeUnit.SECONDS).untilAsserted(() -> {
            for (Probe probe : List.of(besideOfServer, besideOfClient, ofServer, ofClient)) {
                assertThat(probe.closed()).isEqualTo(probe.created());
            }
            assertThat(server.sessionCount().sessions()).as("sessions of the server").isZero();
            assertThat(client.sessionCount().sessions()).as("sessions of the client").isZero();
        });
    }

    /** What a server makes of the connection is of no interest to the next one. */
    private void assertServerGoesOn() throws Exception {
        server.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/next").build());
        Inbox next = new Inbox();
        client.connectToServer(next, ClientEndpointConfig.Builder.create().build(), host.uri("/next"));
        assertThat(next.ask(TEXT)).isEqualTo(TEXT);
        next.session.close();
        next.closeReason();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new IllegalStateException("secret"), 1011),
                Arguments.of(new NoClassDefFoundError("secret"), 1011),
                Arguments.of(new AssertionError("secret"), 1011),
                Arguments.of(new StackOverflowError("secret"), 1011),
                Arguments.of(new IOException("secret"), 1011),
                Arguments.of(new ProtocolException(1007, "not valid"), 1007),
                Arguments.of(new ProtocolException(1002, "not allowed"), 1002));
    }

    private static void assertNamed(List<Throwable> errors, Throwable failure) {
        assertThat(errors).hasSize(1);
        Throwable named = errors.get(0);
        assertThat(Stream.iterate(named, t -> t != null, Throwable::getCause)).contains(failure);
        if (!(failure instanceof ProtocolException)) {
            assertThat(named).hasMessageContaining("extension probe failed");
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aServerThatCannotDecodeClosesWithTheCode(Throwable failure, int code) throws Exception {
        ofServer.failing(Place.DECODE, failure);
        Inbox inbox = connected();
        inbox.session.getBasicRemote().sendText(TEXT);
        assertThat(code(inbox.closeReason())).isEqualTo(code);
        assertThat(code(closed())).isEqualTo(code);
        assertNamed(ERRORS, failure);
        assertThat(inbox.closed.getReasonPhrase()).doesNotContain("secret");
        assertEverythingIsFreed();
        assertServerGoesOn();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aClientThatCannotDecodeClosesWithTheCode(Throwable failure, int code) throws Exception {
        ofClient.failing(Place.DECODE, failure);
        Inbox inbox = connected();
        opened().getBasicRemote().sendText(TEXT);
        assertThat(code(closed())).isEqualTo(code);
        assertThat(code(inbox.closeReason())).isEqualTo(code);
        assertNamed(inbox.errors, failure);
        assertEverythingIsFreed();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aServerThatCannotEncodeFailsTheSendAndClosesWithTheCode(Throwable failure, int code) throws Exception {
        ofServer.failing(Place.ENCODE, failure);
        Inbox inbox = connected();
        Session session = opened();
        assertThatThrownBy(() -> session.getBasicRemote().sendText(TEXT)).isInstanceOf(IOException.class)
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause))
                        .contains(failure));
        assertThat(code(inbox.closeReason())).isEqualTo(code);
        assertThat(code(closed())).isEqualTo(code);
        assertEverythingIsFreed();
        assertServerGoesOn();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aServerThatCannotEncodeAReplyTellsItsEndpoint(Throwable failure, int code) throws Exception {
        ofServer.failing(Place.ENCODE, failure);
        Inbox inbox = connected();
        inbox.session.getBasicRemote().sendText(TEXT);
        assertThat(code(inbox.closeReason())).isEqualTo(code);
        assertThat(code(closed())).isEqualTo(code);
        assertThat(ERRORS).singleElement().satisfies(thrown ->
                assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause)).contains(failure));
        assertEverythingIsFreed();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aClientThatCannotEncodeFailsTheSendAndClosesWithTheCode(Throwable failure, int code) throws Exception {
        ofClient.failing(Place.ENCODE, failure);
        Inbox inbox = connected();
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        inbox.session.getAsyncRemote().sendText(TEXT, result::complete);
        Throwable thrown = result.get(5, TimeUnit.SECONDS).getException();
        assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause)).contains(failure);
        assertThat(code(closed())).isEqualTo(code);
        assertThat(code(inbox.closeReason())).isEqualTo(code);
        assertEverythingIsFreed();
    }

    @Test
    void aMessageThatWaitsForAnotherAndCannotBeEncodedFailsAlone() throws Exception {
        Inbox inbox = connected();
        Session session = inbox.session;
        session.getBasicRemote().sendText(TEXT, false);
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        CompletableFuture<Void> queued = CompletableFuture.runAsync(() ->
                session.getAsyncRemote().sendBinary(ByteBuffer.wrap(TEXT.getBytes()), result::complete));
        queued.get(5, TimeUnit.SECONDS);
        ofClient.failing(Place.ENCODE, new IllegalStateException("secret"));
        try {
            session.getBasicRemote().sendText("end", true);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("extension probe failed");
        }
        assertThat(result.get(5, TimeUnit.SECONDS).isOK()).isFalse();
        assertThat(code(inbox.closeReason())).isEqualTo(1011);
        assertEverythingIsFreed();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aServerWhoseExtensionCannotBeClosedClosesTheRest(Throwable failure, int code) throws Exception {
        besideOfServer.failing(Place.CLOSE, failure);
        Inbox inbox = connected();
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        inbox.session.close();
        assertThat(code(inbox.closeReason())).isEqualTo(1000);
        assertThat(code(closed())).isEqualTo(1000);
        assertEverythingIsFreed();
        assertServerGoesOn();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aClientWhoseExtensionCannotBeClosedClosesTheRest(Throwable failure, int code) throws Exception {
        besideOfClient.failing(Place.CLOSE, failure);
        Inbox inbox = connected();
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        opened().close();
        assertThat(code(inbox.closeReason())).isEqualTo(1000);
        assertThat(code(closed())).isEqualTo(1000);
        assertEverythingIsFreed();
        Inbox next = connect();
        assertThat(next.ask(TEXT)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aServerWhoseFactoryFailsRefusesTheHandshake(Throwable failure, int code) throws Exception {
        ofServer.failing(Place.ACCEPT, failure);
        assertThatThrownBy(this::connected).isInstanceOf(DeploymentException.class).hasMessageContaining("500");
        assertThat(besideOfServer.created()).isOne();
        assertEverythingIsFreed();
        assertServerGoesOn();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aClientWhoseFactoryFailsDoesNotConnect(Throwable failure, int code) throws Exception {
        ofClient.failing(Place.CONFIRM, failure);
        assertThatThrownBy(this::connected).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("extension probe")
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause))
                        .contains(failure));
        assertThat(code(closed())).isEqualTo(1006);
        assertEverythingIsFreed();
    }

    @Test
    void aClientThatRefusesTheAnswerSaysWhy() throws Exception {
        ofClient.failing(Place.CONFIRM, new ExtensionNegotiationException("the answer doesn't fit"));
        assertThatThrownBy(this::connected).isInstanceOf(DeploymentException.class)
                .hasMessageEndingWith(": the answer doesn't fit");
        assertThat(code(closed())).isEqualTo(1006);
        assertEverythingIsFreed();
    }

    @Test
    void aClientWhoseOfferFailsDoesNotConnect() throws Exception {
        ofClient.failing(Place.OFFER, new IllegalStateException("secret"));
        assertThatThrownBy(this::connected).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("extension probe failed to make an offer").hasRootCauseMessage("secret");
        assertEverythingIsFreed();
    }

    @Test
    void aServerDeclinesWhoseReservedBitIsTaken() throws Exception {
        deploy(new Probe("thief", Frame.RSV1));
        Inbox inbox = connect(PerMessageDeflate.client().build(), new Probe("thief", Frame.RSV1));
        assertThat(inbox.session.getNegotiatedExtensions()).extracting(Extension::getName)
                .containsExactly("permessage-deflate");
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
    }

    @Test
    void aServerTakesTheFirstOfTwoThatWantOneReservedBit() throws Exception {
        Probe thief = new Probe("thief", Frame.RSV1);
        deploy(thief);
        Inbox inbox = connect(new Probe("thief", Frame.RSV1), PerMessageDeflate.client().build());
        assertThat(inbox.session.getNegotiatedExtensions()).extracting(Extension::getName).containsExactly("thief");
        assertThat(thief.created()).isOne();
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
    }

    @Test
    void aServerClosesAnExtensionThatItDeclinesForItsBitEvenIfThatFails() throws Exception {
        Probe thief = new Probe("thief", Frame.RSV1).failing(Place.CLOSE, new IllegalStateException("secret"));
        deploy(thief);
        assertThatThrownBy(() -> connect(PerMessageDeflate.client().build(), new Probe("thief", Frame.RSV1)))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("500");
        assertThat(thief.closed()).isOne();
    }

    @Test
    void aClientRefusesAnAnswerWithTwoOfOneReservedBit() throws Exception {
        deploy(new Probe("thief", 0));
        Probe thief = new Probe("thief", Frame.RSV1);
        assertThatThrownBy(() -> connect(besideOfClient, PerMessageDeflate.client().build(), thief))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("thief").hasMessageContaining("reserved bit");
        assertThat(thief.closed()).isEqualTo(thief.created()).isOne();
        assertThat(code(closed())).isEqualTo(1006);
        assertEverythingIsFreed();
    }

    @Test
    void framesAreEncodedInTheOrderOfNegotiationAndDecodedInReverse() throws Exception {
        List<String> serverLog = new CopyOnWriteArrayList<>();
        List<String> clientLog = new CopyOnWriteArrayList<>();
        deploy(new Probe("outer", Frame.RSV3, serverLog), new Probe("inner", Frame.RSV2, serverLog));
        Inbox inbox = connect(new Probe("inner", Frame.RSV2, clientLog), PerMessageDeflate.client().build(),
                new Probe("outer", Frame.RSV3, clientLog));
        assertThat(inbox.session.getNegotiatedExtensions()).extracting(Extension::getName)
                .containsExactly("inner", "permessage-deflate", "outer");
        assertThat(inbox.ask(TEXT)).isEqualTo(TEXT);
        assertThat(clientLog).containsExactly("inner encodes plain", "outer encodes compressed",
                "outer decodes compressed", "inner decodes plain");
        assertThat(serverLog).containsExactly("outer decodes compressed", "inner decodes plain",
                "inner encodes plain", "outer encodes compressed");
    }
}
