package dev.fairlead.benchmarks.endpoints;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** Returns each whole message of up to {@link #LIMIT} as it came. */
@ServerEndpoint("/echo")
public class Echo {
    /** The largest message, in bytes (for a text: of its UTF-8). */
    public static final int LIMIT = 32 << 20;

    @OnOpen
    public void open(Session session) {
        session.setMaxTextMessageBufferSize(LIMIT);
        session.setMaxBinaryMessageBufferSize(LIMIT);
    }

    @OnMessage
    public String text(String message) {
        return message;
    }

    @OnMessage
    public ByteBuffer binary(ByteBuffer message) {
        return message;
    }
}
