package dev.fairlead.benchmarks;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends one message of a session after the other, asynchronously. Thread-safe. */
final class Outbox implements SendHandler {
    private final RemoteEndpoint.Async remote;
    private final Queue<Object> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unsent = new AtomicInteger();

    Outbox(Session session) {
        remote = session.getAsyncRemote();
    }

    /** Sends a String or a ByteBuffer, now or behind those that wait. */
    void send(Object message) {
        waiting.add(message);
        if (unsent.getAndIncrement() == 0) {
            sendNext();
        }
    }

    @Override
    public void onResult(SendResult result) {
        if (result.isOK() && unsent.decrementAndGet() > 0) {
            sendNext();
        }
    }

    private void sendNext() {
        Object message = waiting.remove();
        if (message instanceof String text) {
            remote.sendText(text, this);
        } else {
            remote.sendBinary((ByteBuffer) message, this);
        }
    }
}
