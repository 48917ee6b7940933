package dev.fairlead.benchmarks;

import dev.fairlead.websocket.Broadcast;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** The same broadcast as Fairlead has it: a message is encoded and compressed once for all sessions. */
@ServerEndpoint("/broadcast")
public class FairleadBroadcast {
    @OnMessage
    public void text(Session session, String message) {
        Broadcast.send(session.getOpenSessions(), message);
    }

    @OnMessage
    public void binary(Session session, ByteBuffer message) {
        Broadcast.send(session.getOpenSessions(), message);
    }
}
