package dev.fairlead.benchmarks.client;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;

/** Sends each message that comes back again, as a return value. */
@ClientEndpoint
public class ReturningEndpoint {
    private final Traffic traffic;

    ReturningEndpoint(Traffic traffic) {
        this.traffic = traffic;
    }

    @OnOpen
    public void open(Session session) {
        traffic.begin(session);
    }

    @OnMessage
    public String text(String message) {
        return traffic.received(message.length()) ? message : null;
    }

    @OnMessage
    public ByteBuffer binary(ByteBuffer message) {
        return traffic.received(message.remaining()) ? message : null;
    }

    @OnError
    public void error(Throwable error) {
        traffic.failed(error);
    }

    @OnClose
    public void close() {
        traffic.ended();
    }
}
