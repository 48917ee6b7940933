package dev.fairlead.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadWebSocketContainer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client as applications see it, against a server on sockets. */
@Timeout(60)
class ClientContainerTest {
    /** Remembers what it was told. */
    @ClientEndpoint(subprotocols = {"one", "two"})
    public static class Listening {
        final List<Object> messages = new CopyOnWriteArrayList<>();
        final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
        volatile Session opened;

        @OnOpen
        public void open(Session session) {
            opened = session;
        }

        @OnMessage
        public void text(String message) {
            messages.add(message);
        }

        @OnMessage
        public void binary(ByteBuffer message) {
            messages.add(message);
        }

        @OnMessage
        public void pong(PongMessage message) {
            messages.add("pong " + message.getApplicationData().remaining());
        }

        @OnClose
        public void close(CloseReason reason) {
            closed.complete(reason);
        }
    }

    private static Session connect(WebSocketContainer container, Object endpoint, String uri) throws Exception {
        return container.connectToServer(endpoint, URI.create(uri));
    }

    @Test
    void talksToAServerThroughTheContainerProvider() throws Exception {
        try (EchoServer server = new EchoServer()) {
            Listening endpoint = new Listening();
            Session session = connect(ContainerProvider.getWebSocketContainer(), endpoint, server.uri() + "/chat?a=b");
            assertThat(endpoint.opened).isSameAs(session);
            assertThat(session.isOpen()).isTrue();
            assertThat(session.isSecure()).isFalse();
            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("one");
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
            assertThat(session.getRequestURI()).isEqualTo(URI.create(server.uri() + "/chat?a=b"));

            session.getBasicRemote().sendText("hello");
            session.getBasicRemote().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            session.getBasicRemote().sendPing(ByteBuffer.wrap(new byte[7]));
            await().until(() -> endpoint.messages.size() == 3);
            assertThat(endpoint.messages).containsExactly("hello", ByteBuffer.wrap(new byte[] {1, 2, 3}), "pong 7");

            session.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "done"));
            assertThat(endpoint.closed.get(10, TimeUnit.SECONDS).getCloseCode())
                    .isEqualTo(CloseReason.CloseCodes.NORMAL_CLOSURE);
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    void sendsAndReceivesLargeMessages() throws Exception {
        byte[] data = new byte[5_000_000];
        new Random(1).nextBytes(data);
        Settings settings = Settings.builder().maxBinaryMessageSize(8 << 20).build();
        try (EchoServer server = new EchoServer();
                FairleadWebSocketContainer container = new FairleadWebSocketContainer(settings)) {
            Listening endpoint = new Listening();
            Session session = connect(container, endpoint, server.uri());
            session.getBasicRemote().sendBinary(ByteBuffer.wrap(data));
            await().atMost(Duration.ofSeconds(30)).until(() -> endpoint.messages.size() == 1);
            assertThat(endpoint.messages.get(0)).isEqualTo(ByteBuffer.wrap(data));
        }
    }

    @Test
    void learnsHowTheServerCloses() throws Exception {
        try (EchoServer server = new EchoServer()) {
            Listening endpoint = new Listening();
            Session session = connect(ContainerProvider.getWebSocketContainer(), endpoint, server.uri());
            session.getAsyncRemote().sendText("close");
            CloseReason reason = endpoint.closed.get(10, TimeUnit.SECONDS);
            assertThat(reason.getCloseCode().getCode()).isEqualTo(4001);
            assertThat(reason.getReasonPhrase()).isEqualTo("as asked");
        }
    }

    @Test
    void learnsThatTheConnectionBroke() throws Exception {
        Listening endpoint = new Listening();
        try (EchoServer server = new EchoServer()) {
            connect(ContainerProvider.getWebSocketContainer(), endpoint, server.uri());
        }
        assertThat(endpoint.closed.get(10, TimeUnit.SECONDS).getCloseCode())
                .isEqualTo(CloseReason.CloseCodes.CLOSED_ABNORMALLY);
    }

    @Test
    void talksOverTlsWithTheContextOfTheConfiguration() throws Exception {
        try (EchoServer server = new EchoServer(Certificates.LOCALHOST.server().getServerSocketFactory(), true)) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                    session.addMessageHandler(String.class, answer::complete);
                    session.getAsyncRemote().sendText("secret");
                }
            };
            WebSocketContainer container = ContainerProvider.getWebSocketContainer();
            ClientEndpointConfig trusting = ClientEndpointConfig.Builder.create()
                    .sslContext(Certificates.LOCALHOST.client())
                    .build();
            Session session = container.connectToServer(endpoint, trusting, URI.create(server.uri()));
            assertThat(session.isSecure()).isTrue();
            assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("secret");
            session.close();

            ClientEndpointConfig trustingNobodyHere = ClientEndpointConfig.Builder.create().build();
            assertThatThrownBy(() -> container.connectToServer(endpoint, trustingNobodyHere, URI.create(server.uri())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("TLS with localhost");
        }
    }

    /** Adds a header, and remembers those of the response. */
    public static class Authorizing extends ClientEndpointConfig.Configurator {
        volatile Map<String, List<String>> response;

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.put("Authorization", List.of("Bearer token"));
        }

        @Override
        public void afterResponse(HandshakeResponse handshake) {
            response = handshake.getHeaders();
        }
    }

    @Test
    void showsTheHandshakeToTheConfiguratorEvenWhenItIsRefused() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering("HTTP/1.1 403 Forbidden\nX-Reason: closed today\n\n")) {
            Authorizing configurator = new Authorizing();
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().configurator(configurator).build();
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig endpointConfig) {
                    throw new AssertionError("opened");
                }
            };
            URI uri = URI.create("ws://user:password@127.0.0.1:" + peer.port() + "/?token=secret");
            assertThatThrownBy(() -> ContainerProvider.getWebSocketContainer().connectToServer(endpoint, config, uri))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessage("no session with ws://127.0.0.1:" + peer.port()
                            + "/: the server answered 403 instead of 101");
            assertThat(peer.request.get()).contains("Authorization: Bearer token\r\n").doesNotContain("password");
            assertThat(configurator.response.get("x-reason")).containsExactly("closed today");
        }
    }

    @Test
    void connectsToAHostWhoseNameHasAnUnderscore() {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        assertThatThrownBy(() -> connect(container, new Listening(), "ws://no_such.invalid"))
                .isInstanceOf(IOException.class)
                .hasMessage("unknown host no_such.invalid");
    }

    @Test
    void connectsAndSendsFromItsOwnCallbacksWithAnExecutorOfOneThread() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try (EchoServer server = new EchoServer();
                FairleadWebSocketContainer container = new FairleadWebSocketContainer(Settings.DEFAULTS, single)) {
            Listening second = new Listening();
            CompletableFuture<Session> connected = CompletableFuture.supplyAsync(() -> {
                try {
                    Session session = connect(container, second, server.uri());
                    session.getBasicRemote().sendText("x".repeat(1_000_000));
                    return session;
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            }, single);
            connected.get(20, TimeUnit.SECONDS);
            await().until(() -> second.messages.size() == 1);
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void hasFewThreadsForManySessionsAndNoneAfterThem() throws Exception {
        int count = 500;
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (EchoServer server = new EchoServer();
                FairleadWebSocketContainer container = new FairleadWebSocketContainer(Settings.DEFAULTS, pool)) {
            List<Listening> endpoints = new ArrayList<>();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Listening endpoint = new Listening();
                endpoints.add(endpoint);
                sessions.add(connect(container, endpoint, server.uri()));
            }
            for (int i = 0; i < count; i++) {
                sessions.get(i).getAsyncRemote().sendText("message " + i);
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> endpoints.stream().allMatch(endpoint -> endpoint.messages.size() == 1));
            assertThat(threads()).filteredOn(name -> name.startsWith("fairlead-client")).hasSizeLessThanOrEqualTo(2);
            for (Session session : sessions) {
                session.close();
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> endpoints.stream().allMatch(endpoint -> endpoint.closed.isDone()));
        } finally {
            pool.shutdownNow();
        }
        await().until(() -> threads().stream().noneMatch(name -> name.startsWith("fairlead-client")));
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toList());
    }

    @Test
    void aClosedContainerConnectsNoMore() throws Exception {
        try (EchoServer echo = new EchoServer()) {
            FairleadWebSocketContainer closed = new FairleadWebSocketContainer(Settings.DEFAULTS);
            closed.close();
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig given) {
                    // never called
                }
            };
            assertThatThrownBy(() -> closed.connectToServer(endpoint, config, URI.create(echo.uri())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void theProviderGivesOneContainerForAll() {
        assertThat(ContainerProvider.getWebSocketContainer()).isSameAs(ContainerProvider.getWebSocketContainer());
    }
}
