package dev.fairlead.benchmarks;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The same broadcast for Tomcat, where a session takes no second send until the first has ended: hence a queue each. */
@ServerEndpoint("/broadcast")
public class TomcatBroadcast {
    private static final Map<Session, Outbox> OUTBOXES = new ConcurrentHashMap<>();

    @OnOpen
    public void open(Session session) {
        OUTBOXES.put(session, new Outbox(session));
    }

    @OnMessage
    public void text(String message) {
        OUTBOXES.values().forEach(outbox -> outbox.send(message));
    }

    @OnMessage
    public void binary(ByteBuffer message) {
        ByteBuffer copy = ByteBuffer.allocate(message.remaining()).put(message).flip();
        OUTBOXES.values().forEach(outbox -> outbox.send(copy.duplicate()));
    }

    @OnClose
    public void close(Session session) {
        OUTBOXES.remove(session);
    }
}
