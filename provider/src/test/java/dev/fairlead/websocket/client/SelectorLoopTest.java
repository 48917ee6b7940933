package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.connection.WriteCallback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners on the selector's thread. Which thread calls one is a matter of time, so each is called until it is that one. */
@Timeout(60)
class SelectorLoopTest {
    private static final int MEGABYTES = 20_000_000;

    private final CountDownLatch release = new CountDownLatch(1);
    /** The selector's thread that a listener has blocked. */
    private final AtomicReference<Thread> blocked = new AtomicReference<>();
    private ServerSocket server;
    private Client client;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
        client = new Client();
    }

    @AfterEach
    void close() throws IOException {
        release.countDown();
        client.close();
        server.close();
        await().until(() -> Client.selectorThread() == null);
    }

    private static void send(Socket peer) throws IOException {
        peer.getOutputStream().write("x".getBytes(UTF_8));
    }

    /** Blocks the selector's thread at the first chance. */
    private boolean block() {
        if (onSelectorThread() && blocked.compareAndSet(null, Thread.currentThread())) {
            waitFor(release);
        }
        return true;
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean onSelectorThread() {
        return Thread.currentThread().getName().equals(Client.SELECTOR_THREAD);
    }

    @Test
    void runsListenersItself() throws Exception {
        AtomicBoolean here = new AtomicBoolean();
        ClientTransport transport = client.connect(server.getLocalPort());
        try (Socket peer = server.accept()) {
            transport.start(new Recorder(data -> {
                here.compareAndSet(false, onSelectorThread());
                return true;
            }));
            await().until(() -> {
                send(peer);
                return here.get();
            });
        }
    }

    @RepeatedTest(5)
    void aListenerThatBlocksHoldsUpNobodyElse() throws Exception {
        Recorder blocking = new Recorder(data -> block());
        Recorder other = new Recorder();
        ClientTransport first = client.connect(server.getLocalPort());
        try (Socket firstPeer = server.accept()) {
            ClientTransport second = client.connect(server.getLocalPort());
            try (Socket secondPeer = server.accept()) {
                first.start(blocking);
                second.start(other);
                await().until(() -> {
                    send(firstPeer);
                    return blocked.get() != null;
                });

                secondPeer.getOutputStream().write("not held up".getBytes(UTF_8));

                await().until(() -> other.text().equals("not held up"));
                release.countDown();
                await().until(() -> !blocked.get().isAlive());
                int then = blocking.calls;
                send(firstPeer);
                await().until(() -> blocking.calls > then);
                assertThat(blocking.overlapped).isFalse();
            }
        }
        await().until(() -> blocking.eof && other.eof);
    }

    @Test
    void aListenerMayWaitForItsOwnWrite() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        AtomicReference<ClientTransport> transport = new AtomicReference<>(client.connect(server.getLocalPort()));
        Recorder listener = new Recorder(data -> {
            if (onSelectorThread() && blocked.compareAndSet(null, Thread.currentThread())) {
                write(transport.get(), written);
                waitFor(written);
            }
            return true;
        });
        try (Socket peer = server.accept()) {
            transport.get().start(listener);
            await().until(() -> {
                send(peer);
                return blocked.get() != null;
            });
            assertThat(peer.getInputStream().readNBytes(MEGABYTES)).hasSize(MEGABYTES);
            waitFor(written);
        }
    }

    @RepeatedTest(5)
    void endsWhileAListenerBlocks() throws Exception {
        Recorder listener = new Recorder(data -> block());
        ClientTransport transport = client.connect(server.getLocalPort());
        try (Socket peer = server.accept()) {
            transport.start(listener);
            await().until(() -> {
                send(peer);
                return blocked.get() != null;
            });
            client.loop.close();
            peer.setSoTimeout(20_000);
            assertThatThrownBy(() -> peer.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    private static void write(ClientTransport transport, CountDownLatch written) {
        try {
            assertThat(transport.write(Client.buffers(new byte[MEGABYTES]), new WriteCallback() {
                @Override
                public void onWritten() {
                    written.countDown();
                }

                @Override
                public void onWriteFailed(IOException cause) {
                    throw new AssertionError(cause);
                }
            })).isFalse();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
