package dev.fairlead.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.client.WebSocketClient;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.sockjs.client.SockJsClient;
import org.springframework.web.socket.sockjs.client.WebSocketTransport;

/** Handlers of {@code @EnableWebSocket}, mostly with Spring's client, which is Fairlead's below. */
class HandlerIT {
    private final RunningShop shop = RunningShop.shared();

    @Test
    void fairleadIsBelowBothSides() throws Exception {
        Answers answers = new Answers();
        try (WebSocketSession session = connect("/text", answers)) {
            assertThat(HandlerConfiguration.implementation(session)).startsWith("dev.fairlead.");
            session.sendMessage(new TextMessage("implementation"));

            assertThat(answers.next().getPayload()).asString().startsWith("dev.fairlead.");
        }
    }

    @Test
    void aSessionHasTheUserOfTheRequest() throws Exception {
        Answers answers = new Answers();
        try (WebSocketSession session = connect("/text", answers)) {
            session.sendMessage(new TextMessage("who"));

            assertThat(answers.next().getPayload()).isEqualTo(RunningShop.USER);
        }
    }

    @Test
    void aHandshakeWithoutAUserIsRefused() {
        assertThatThrownBy(() -> shop.connectUnknown("/text"))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("401");
    }

    @Test
    void messagesAreCompressed() throws Exception {
        Received received = new Received();
        try (Session session = shop.connect("/text", received)) {
            session.getBasicRemote().sendText("extensions");

            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
            assertThat(received.text()).contains("permessage-deflate");
        }
    }

    @Test
    void largeTextReturns() throws Exception {
        Answers answers = new Answers();
        String large = "häuser".repeat(300_000);
        try (WebSocketSession session = connect("/text", answers)) {
            session.setTextMessageSizeLimit(EndpointConfiguration.LIMIT);
            session.sendMessage(new TextMessage(large));

            assertThat(answers.next().getPayload()).isEqualTo(large);
        }
    }

    @Test
    void largeBinaryReturns() throws Exception {
        Answers answers = new Answers();
        ByteBuffer large = ByteBuffer.allocate(2_000_000).putInt(1_000_000, 42);
        try (WebSocketSession session = connect("/binary", answers)) {
            session.setBinaryMessageSizeLimit(EndpointConfiguration.LIMIT);
            session.sendMessage(new BinaryMessage(large.duplicate()));

            assertThat(answers.next()).isEqualTo(new BinaryMessage(large));
        }
    }

    @Test
    void sockJsTakesWebSocket() throws Exception {
        Answers answers = new Answers();
        SockJsClient client = new SockJsClient(List.of(new WebSocketTransport(new StandardWebSocketClient())));
        client.setHttpHeaderNames("Authorization");
        client.start();
        try (WebSocketSession session = connect(client, shop.uri("ws", "/sockjs"), answers)) {
            session.sendMessage(new TextMessage("hello"));

            assertThat(answers.next().getPayload()).isEqualTo("hello");
        } finally {
            client.stop();
        }
    }

    private WebSocketSession connect(String path, Answers answers) throws Exception {
        return connect(new StandardWebSocketClient(), shop.uri("ws", path), answers);
    }

    private static WebSocketSession connect(WebSocketClient client, URI uri, Answers answers) throws Exception {
        return client.execute(answers, RunningShop.headers(), uri).get(10, TimeUnit.SECONDS);
    }

    private static final class Answers extends AbstractWebSocketHandler {
        private final BlockingQueue<WebSocketMessage<?>> messages = new LinkedBlockingQueue<>();

        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            session.setTextMessageSizeLimit(EndpointConfiguration.LIMIT);
            session.setBinaryMessageSizeLimit(EndpointConfiguration.LIMIT);
        }

        @Override
        public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) {
            messages.add(message);
        }

        WebSocketMessage<?> next() throws InterruptedException {
            WebSocketMessage<?> message = messages.poll(10, TimeUnit.SECONDS);
            assertThat(message).as("a message within 10 s").isNotNull();
            return message;
        }
    }
}
