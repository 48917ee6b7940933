package dev.fairlead.websocket.client;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/** Opens transports without an opening handshake, and knows what they hold. */
final class Client implements AutoCloseable {
    static final String SELECTOR_THREAD = "selector-under-test";

    final CountingBuffers buffers = new CountingBuffers();
    final SelectorLoop loop;
    final Workers workers;
    private final ExecutorService ownExecutor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    Duration linger = Duration.ofSeconds(10);

    Client() {
        this(null);
    }

    Client(Executor executor) {
        workers = new Workers(executor == null ? ownExecutor : executor, executor == null, scheduler, buffers);
        loop = new SelectorLoop(SELECTOR_THREAD, Duration.ofMillis(100), scheduler);
    }

    ClientTransport connect(int port) throws Exception {
        OpenConnection connection = open("ws://127.0.0.1:" + port, Duration.ofSeconds(20));
        return new ClientTransport(connection.socket(), connection.stream(), null, workers, linger);
    }

    ClientTransport connectTls(int port, SSLContext context) throws Exception {
        OpenConnection connection = open("wss://localhost:" + port, Duration.ofSeconds(20));
        try {
            connection.encrypt(context, buffers);
        } catch (IOException failure) {
            connection.close();
            throw failure;
        }
        return new ClientTransport(connection.socket(), connection.stream(), null, workers, linger);
    }

    OpenConnection open(String uri, Duration timeout) throws Exception {
        return OpenConnection.connect(Target.of(URI.create(uri)), loop, Deadline.after(timeout));
    }

    static ByteBuffer[] buffers(byte[]... data) {
        ByteBuffer[] buffers = new ByteBuffer[data.length];
        for (int i = 0; i < data.length; i++) {
            buffers[i] = ByteBuffer.wrap(data[i]);
        }
        return buffers;
    }

    static Thread selectorThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(SELECTOR_THREAD))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        loop.close();
        ownExecutor.shutdownNow();
        scheduler.shutdownNow();
    }
}
