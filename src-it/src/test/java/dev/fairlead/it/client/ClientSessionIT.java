package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireFrame;
import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client's session does while it is open. */
class ClientSessionIT {
    private static OwnServer server;
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();

    @BeforeAll
    static void start() throws Exception {
        server = new OwnServer(OwnServer.Talk.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Notes what it hears. */
    @ClientEndpoint
    public static class Noting {
        final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        final BlockingQueue<ByteBuffer> buffers = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            return notes.poll(10, TimeUnit.SECONDS);
        }

        @OnMessage
        public void text(String text) {
            notes.add(text);
        }

        @OnMessage
        public void binary(ByteBuffer data) {
            buffers.add(data);
        }
    }

    /** Doesn't return before it may. */
    @ClientEndpoint
    public static class Blocking {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final CompletableFuture<String> left = new CompletableFuture<>();

        @OnMessage
        public void text(String text) throws Exception {
            entered.countDown();
            left.complete(release.await(20, TimeUnit.SECONDS) ? text : "never released");
        }
    }

    @Test
    void aHandlerThatBlocksHoldsUpNoOtherSession() throws Exception {
        List<Blocking> blocked = List.of(new Blocking(), new Blocking(), new Blocking(), new Blocking());
        List<Session> sessions = new ArrayList<>();
        try {
            for (Blocking endpoint : blocked) {
                Session session = container.connectToServer(endpoint, server.uri("/talk"));
                sessions.add(session);
                session.getBasicRemote().sendText("late");
                assertThat(endpoint.entered.await(10, TimeUnit.SECONDS)).isTrue();
            }
            Noting other = new Noting();
            Session free = container.connectToServer(other, server.uri("/talk"));
            sessions.add(free);
            free.getBasicRemote().sendText("soon");
            assertThat(other.next()).isEqualTo("soon");
            for (Blocking endpoint : blocked) {
                assertThat(endpoint.left).isNotDone();
                endpoint.release.countDown();
                assertThat(endpoint.left.get(10, TimeUnit.SECONDS)).isEqualTo("late");
            }
        } finally {
            blocked.forEach(endpoint -> endpoint.release.countDown());
            for (Session session : sessions) {
                session.close();
            }
        }
    }

    @Test
    void futureOfASendCompletesInsideAHandler() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                session.addMessageHandler(String.class, text -> {
                    try {
                        session.getAsyncRemote().sendText("from the handler").get(10, TimeUnit.SECONDS);
                        done.complete(text);
                    } catch (Exception e) {
                        done.completeExceptionally(e);
                    }
                });
            }
        };
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        try (Session session = container.connectToServer(endpoint, config, server.uri("/talk"))) {
            session.getBasicRemote().sendText("go");
            assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("go");
        }
    }

    @Test
    void aBufferStaysAsItWasWhenMoreMessagesHaveCome() throws Exception {
        Noting endpoint = new Noting();
        try (Session session = container.connectToServer(endpoint, server.uri("/talk"))) {
            int count = 50;
            for (int i = 0; i < count; i++) {
                byte[] data = new byte[1000];
                Arrays.fill(data, (byte) i);
                session.getBasicRemote().sendBinary(ByteBuffer.wrap(data));
            }
            List<ByteBuffer> kept = new ArrayList<>();
            while (kept.size() < count) {
                kept.add(endpoint.buffers.poll(10, TimeUnit.SECONDS));
            }
            for (int i = 0; i < count; i++) {
                byte[] data = new byte[1000];
                Arrays.fill(data, (byte) i);
                assertThat(kept.get(i)).isEqualTo(ByteBuffer.wrap(data));
            }
        }
    }

    @Test
    void framesAreMaskedWithKeysThatDiffer() throws Exception {
        try (WireServer wire = WireServer.accepting();
                Session session = container.connectToServer(new Noting(), wire.uri("/"))) {
            WirePeer peer = wire.next();
            for (int i = 0; i < 20; i++) {
                session.getBasicRemote().sendText("same");
                assertThat(peer.read().text()).isEqualTo("same");
            }
            assertThat(new HashSet<>(peer.maskingKeys())).hasSizeGreaterThan(18);
        }
    }

    @Test
    void whatComesTogetherWithTheResponseIsHeardAfterOnOpen() throws Exception {
        BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        try (WireServer wire = new WireServer(peer -> {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(peer.acceptance().getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(WirePeer.frame(true, WireFrame.TEXT, "early".getBytes()));
            all.writeBytes(WirePeer.frame(true, WireFrame.PING, "there?".getBytes()));
            peer.raw(all.toByteArray());
        })) {
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                    session.addMessageHandler(String.class, notes::add);
                    notes.add("open");
                }
            };
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
            try (Session session = container.connectToServer(endpoint, config, wire.uri("/"))) {
                assertThat(notes.poll(10, TimeUnit.SECONDS)).isEqualTo("open");
                assertThat(notes.poll(10, TimeUnit.SECONDS)).isEqualTo("early");
                WireFrame pong = wire.next().read();
                assertThat(pong.opcode()).isEqualTo(WireFrame.PONG);
                assertThat(pong.text()).isEqualTo("there?");
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    void whatThePeerSaysWhileOnOpenRunsIsHeard() throws Exception {
        BlockingQueue<String> notes = new LinkedBlockingQueue<>();
        CountDownLatch sent = new CountDownLatch(1);
        try (WireServer wire = new WireServer(peer -> {
            peer.accept();
            peer.read();
            peer.text("answer");
            sent.countDown();
        })) {
            Endpoint endpoint = new Endpoint() {
                @Override
                public void onOpen(Session session, EndpointConfig config) {
                    try {
                        session.getBasicRemote().sendText("question");
                        notes.add(sent.await(10, TimeUnit.SECONDS) ? "answered" : "no answer");
                        session.addMessageHandler(String.class, notes::add);
                    } catch (Exception e) {
                        notes.add(e.toString());
                    }
                }
            };
            ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
            try (Session session = container.connectToServer(endpoint, config, wire.uri("/"))) {
                assertThat(notes.poll(10, TimeUnit.SECONDS)).isEqualTo("answered");
                assertThat(notes.poll(10, TimeUnit.SECONDS)).isEqualTo("answer");
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    void userPropertiesStartAsAShallowCopyOfTheConfigurations() throws Exception {
        List<String> shared = new ArrayList<>(List.of("value"));
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().build();
        config.getUserProperties().put("shared", shared);
        config.getUserProperties().put("number", 1);
        CompletableFuture<Map<String, Object>> inOnOpen = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig given) {
                inOnOpen.complete(given.getUserProperties());
            }
        };
        try (Session one = container.connectToServer(endpoint, config, server.uri("/talk"))) {
            assertThat(one.getUserProperties()).containsOnlyKeys("shared", "number");
            assertThat(one.getUserProperties().get("shared")).isSameAs(shared);
            assertThat(inOnOpen.join()).isEqualTo(one.getUserProperties());
            one.getUserProperties().put("number", 2);
            one.getUserProperties().put("own", "of one");
            try (Session other = container.connectToServer(endpoint, config, server.uri("/talk"))) {
                assertThat(other.getUserProperties()).containsEntry("number", 1).doesNotContainKey("own");
            }
            assertThat(config.getUserProperties()).containsOnlyKeys("shared", "number").containsEntry("number", 1);
        }
    }
}
