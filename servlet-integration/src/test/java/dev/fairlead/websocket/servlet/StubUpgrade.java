package dev.fairlead.websocket.servlet;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the place of a session: records what its transport says, and does what a test tells it to. */
class StubUpgrade implements AcceptedUpgrade, TransportListener {
    final CompletableFuture<Transport> opened = new CompletableFuture<>();
    final AtomicLong received = new AtomicLong();
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger eofs = new AtomicInteger();
    final AtomicInteger failures = new AtomicInteger();
    volatile ClassLoader openLoader;
    volatile ClassLoader bytesLoader;
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();

    Transport transport;

    @Override
    public Headers responseHeaders() {
        return new Headers().add("Upgrade", "websocket").add("Connection", "Upgrade").add("X-Stub", "a").add("X-Stub", "b");
    }

    @Override
    public void open(Transport stream) {
        openLoader = Thread.currentThread().getContextClassLoader();
        transport = stream;
        onOpen();
        stream.start(this);
        opened.complete(stream);
    }

    @Override
    public void abandon() {
        // its host opens it
    }

    /** What a test wants to happen before reading starts. */
    void onOpen() {
        // nothing by default
    }

    @Override
    public boolean onBytes(ByteBuffer data) {
        bytesLoader = Thread.currentThread().getContextClassLoader();
        calls.incrementAndGet();
        int n = data.remaining();
        if (received.get() < 1 << 16) {
            synchronized (recorded) {
                recorded.write(data.array(), data.arrayOffset() + data.position(), n);
            }
        }
        received.addAndGet(n);
        return true;
    }

    String text() {
        synchronized (recorded) {
            return recorded.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void onEof() {
        eofs.incrementAndGet();
        transport.close();
    }

    @Override
    public void onFailure(IOException cause) {
        failures.incrementAndGet();
        transport.close();
    }

    int ends() {
        return eofs.get() + failures.get();
    }

    /** Writes, and returns when it has ended; a failure completes it exceptionally. */
    CompletableFuture<Void> write(byte[]... parts) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ByteBuffer[] buffers = new ByteBuffer[parts.length];
        for (int i = 0; i < parts.length; i++) {
            buffers[i] = ByteBuffer.wrap(parts[i]);
        }
        try {
            boolean now = transport.write(buffers, new WriteCallback() {
                @Override
                public void onWritten() {
                    ended.complete(null);
                }

                @Override
                public void onWriteFailed(IOException cause) {
                    ended.completeExceptionally(cause);
                }
            });
            if (now) {
                ended.complete(null);
            }
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
        return ended;
    }
}
