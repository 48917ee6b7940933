package dev.fairlead.benchmarks.client;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends each message that comes back again, by a blocking send. */
final class SendingEndpoint extends Endpoint {
    private final Traffic traffic;

    SendingEndpoint(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (traffic.text() != null) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) message -> again(session, message));
        } else {
            session.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) message -> again(session, message));
        }
        traffic.begin(session);
    }

    private void again(Session session, String message) {
        try {
            if (traffic.received(message.length())) {
                session.getBasicRemote().sendText(message);
            }
        } catch (IOException e) {
            traffic.failed(e);
        }
    }

    private void again(Session session, ByteBuffer message) {
        try {
            if (traffic.received(message.remaining())) {
                session.getBasicRemote().sendBinary(message);
            }
        } catch (IOException e) {
            traffic.failed(e);
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        traffic.failed(error);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        traffic.ended();
    }
}
