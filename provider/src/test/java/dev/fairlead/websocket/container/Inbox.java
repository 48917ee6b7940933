package dev.fairlead.websocket.container;

import static org.awaitility.Awaitility.await;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's endpoint that keeps what it is told, and asks for it in tests. */
final class Inbox extends Endpoint {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    volatile CloseReason closed;
    volatile Session session;
    volatile EndpointConfig config;

    @Override
    public void onOpen(Session opened, EndpointConfig given) {
        session = opened;
        config = given;
        opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) messages::add);
        opened.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                data -> messages.add("binary " + StandardCharsets.UTF_8.decode(data)));
        opened.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>)
                pong -> messages.add("pong " + StandardCharsets.UTF_8.decode(pong.getApplicationData())));
    }

    @Override
    public void onClose(Session ended, CloseReason reason) {
        closed = reason;
    }

    @Override
    public void onError(Session failed, Throwable error) {
        errors.add(error);
    }

    /** The next message; "nothing" after five seconds without one. */
    String next() throws InterruptedException {
        String message = messages.poll(5, TimeUnit.SECONDS);
        return message == null ? "nothing" : message;
    }

    /** Sends a text, and gives the next message. */
    String ask(String text) throws Exception {
        session.getBasicRemote().sendText(text);
        return next();
    }

    CloseReason closeReason() {
        await().atMost(Duration.ofSeconds(5)).until(() -> closed != null);
        return closed;
    }
}
