package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A listener and a callback that remember what they were told. */
final class Recorder implements TransportListener, WriteCallback {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicInteger inside = new AtomicInteger();
    private final Predicate<byte[]> onData;
    volatile int calls;
    volatile boolean eof;
    volatile IOException failure;
    volatile boolean overlapped;
    volatile int written;
    volatile IOException writeFailure;

    Recorder() {
        this(data -> true);
    }

    /** A listener whose answer is given by a function. */
    Recorder(Predicate<byte[]> onData) {
        this.onData = onData;
    }

    @Override
    public boolean onBytes(ByteBuffer data) {
        enter();
        try {
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            synchronized (received) {
                received.writeBytes(copy);
            }
            calls++;
            return onData.test(copy);
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void onEof() {
        enter();
        eof = true;
        inside.decrementAndGet();
    }

    @Override
    public void onFailure(IOException cause) {
        enter();
        failure = cause;
        inside.decrementAndGet();
    }

    private void enter() {
        if (inside.incrementAndGet() != 1 || eof || failure != null) {
            overlapped = true;
        }
    }

    @Override
    public void onWritten() {
        written++;
    }

    @Override
    public void onWriteFailed(IOException cause) {
        writeFailure = cause;
    }

    byte[] bytes() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    boolean isOver() {
        return eof || failure != null;
    }
}
