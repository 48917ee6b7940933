package dev.fairlead.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Type;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/** STOMP over WebSocket with the upgrade strategy that Spring takes by itself. */
class StompIT {
    private static WebSocketStompClient client;

    private final RunningShop shop = RunningShop.shared();

    @BeforeAll
    static void start() {
        WebSocketContainer container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxTextMessageBufferSize(EndpointConfiguration.LIMIT);
        client = new WebSocketStompClient(new StandardWebSocketClient(container));
        client.setMessageConverter(new StringMessageConverter());
        client.setDefaultHeartbeat(new long[] {0, 0});
        client.setInboundMessageSizeLimit(2 * EndpointConfiguration.LIMIT);
        client.start();
    }

    @AfterAll
    static void stop() {
        client.stop();
    }

    @Test
    void fairleadIsBelow() throws Exception {
        connect().disconnect();

        assertThat(StompConfiguration.IMPLEMENTATIONS).isNotEmpty().allMatch(name -> name.startsWith("dev.fairlead."));
    }

    @Test
    void aSubscriberGetsWhatTheControllerAnswers() throws Exception {
        StompSession session = connect();
        Messages messages = subscribe(session, "/topic/prices");
        session.send("/app/prices", "coffee");

        assertThat(messages.next()).isEqualTo("coffee costs 6");
        session.disconnect();
    }

    @Test
    void aUserGetsAnAnswerOfHisOwn() throws Exception {
        StompSession session = connect();
        Messages messages = subscribe(session, "/user/queue/me");
        session.send("/app/me", "Good day,");

        assertThat(messages.next()).isEqualTo("Good day, " + RunningShop.USER);
        session.disconnect();
    }

    @Test
    void theServerSeesAUserComeAndGo() throws Exception {
        SimpUserRegistry users = shop.context().getBean(SimpUserRegistry.class);
        StompSession session = connect();
        String id = session.getSessionId();
        assertThat(users.getUser(RunningShop.USER)).isNotNull();
        int before = users.getUser(RunningShop.USER).getSessions().size();
        session.disconnect();

        Awaitility.await(id).until(() -> users.getUser(RunningShop.USER) == null
                || users.getUser(RunningShop.USER).getSessions().size() < before);
    }

    @Test
    void allSubscribersGetALargeMessage() throws Exception {
        String large = "x".repeat(1_500_000);
        StompSession one = connect();
        StompSession other = connect();
        Messages toOne = subscribe(one, "/topic/large");
        Messages toOther = subscribe(other, "/topic/large");
        one.send("/topic/large", large);

        assertThat(toOne.next()).isEqualTo(large);
        assertThat(toOther.next()).isEqualTo(large);
        one.disconnect();
        other.disconnect();
    }

    @Test
    void theServerKeepsItsHeartBeat() throws Exception {
        Received received = new Received();
        try (Session session = shop.connect("/stomp", received, "v12.stomp")) {
            session.getBasicRemote().sendText("CONNECT\naccept-version:1.2\nhost:shop\nheart-beat:0,100\n\n\0");

            assertThat(received.text()).startsWith("CONNECTED\n").contains("heart-beat:100,10000");
            assertThat(received.text()).isEqualTo("\n");
            assertThat(received.text()).isEqualTo("\n");
        }
    }

    @Test
    void subprotocolAndCompressionAreNegotiated() throws Exception {
        try (Session session = shop.connect("/stomp", new Received(), "v13.stomp", "v12.stomp")) {
            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v12.stomp");
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
        }
    }

    private StompSession connect() throws Exception {
        return client.connectAsync(shop.uri("ws", "/stomp"), RunningShop.headers(), new StompHeaders(),
                new StompSessionHandlerAdapter() {
                }).get(10, TimeUnit.SECONDS);
    }

    /** Subscribes, and sends until the broker, which confirms nothing, has seen it. */
    private Messages subscribe(StompSession session, String destination) throws Exception {
        Messages messages = new Messages();
        session.subscribe(destination, messages);
        SimpMessagingTemplate template = shop.context().getBean(SimpMessagingTemplate.class);
        Awaitility.await(destination).until(() -> {
            if (destination.startsWith("/user/")) {
                template.convertAndSendToUser(RunningShop.USER, destination.substring("/user".length()), "probe");
            } else {
                template.convertAndSend(destination, "probe");
            }
            return messages.probed();
        });
        return messages;
    }

    private static final class Messages implements StompFrameHandler {
        private final BlockingQueue<String> payloads = new LinkedBlockingQueue<>();
        private volatile boolean probed;

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return String.class;
        }

        @Override
        public void handleFrame(StompHeaders headers, Object payload) {
            if ("probe".equals(payload)) {
                probed = true;
            } else {
                payloads.add((String) payload);
            }
        }

        boolean probed() {
            return probed;
        }

        String next() throws InterruptedException {
            String payload = payloads.poll(10, TimeUnit.SECONDS);
            assertThat(payload).as("a message within 10 s").isNotNull();
            return payload;
        }
    }
}
