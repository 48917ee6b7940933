package dev.fairlead.benchmarks.endpoints;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Sends each message to every open session, the sender's too, without waiting for any of them. */
@ServerEndpoint("/broadcast")
public class Broadcast {
    @OnMessage
    public void text(Session session, String message) {
        for (Session each : session.getOpenSessions()) {
            each.getAsyncRemote().sendText(message);
        }
    }

    @OnMessage
    public void binary(Session session, ByteBuffer message) {
        for (Session each : session.getOpenSessions()) {
            // A buffer belongs to its send until that has ended, and a provider may reuse the one it passes in.
            each.getAsyncRemote().sendBinary(copy(message));
        }
    }

    private static ByteBuffer copy(ByteBuffer message) {
        return ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip();
    }
}
