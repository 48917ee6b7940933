package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientTransportTest {
    private static final int MEGABYTES = 5_000_000;

    private ServerSocket server;
    private Client client;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
        client = new Client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        await().until(() -> Client.selectorThread() == null);
    }

    private ClientTransport connect() throws Exception {
        return client.connect(server.getLocalPort());
    }

    private static byte[] random(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }

    @Test
    void deliversWhatThePeerSendsByteForByte() throws Exception {
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        try (Socket peer = server.accept()) {
            peer.setTcpNoDelay(true);
            transport.start(listener);
            for (byte b : "dribbling".getBytes(UTF_8)) {
                peer.getOutputStream().write(b);
                peer.getOutputStream().flush();
            }
            await().until(() -> listener.text().equals("dribbling"));
        }
        await().until(() -> listener.eof);
        transport.close();
        assertThat(listener.overlapped).isFalse();
        assertThat(listener.failure).isNull();
        await().until(() -> client.buffers.lent() == 0);
    }

    @Test
    void deliversMuchWithoutMixingItUp() throws Exception {
        byte[] data = random(MEGABYTES);
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(data);
        }
        await().until(() -> listener.eof);
        assertThat(listener.bytes()).isEqualTo(data);
        assertThat(listener.overlapped).isFalse();
    }

    @Test
    void deliversFirstWhatCameBehindTheResponse() throws Exception {
        OpenConnection connection = client.open("ws://127.0.0.1:" + server.getLocalPort(), Duration.ofSeconds(10));
        ClientTransport transport = new ClientTransport(connection.socket(), connection.stream(),
                ByteBuffer.wrap("early, ".getBytes(UTF_8)), client.workers, client.linger);
        Recorder listener = new Recorder();
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write("late".getBytes(UTF_8));
            transport.start(listener);
            await().until(() -> listener.text().equals("early, late"));
        }
    }

    @Test
    void holdsThePeerBackWhileTheListenerRuns() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Recorder listener = new Recorder(data -> pass(gate));
        ClientTransport transport = connect();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            CompletableFuture<Boolean> sending = Background.run(() -> {
                peer.getOutputStream().write(random(64 << 20));
                return true;
            });
            await().until(() -> listener.calls == 1);
            await().during(Duration.ofMillis(300)).until(() -> listener.calls == 1 && !sending.isDone());
            gate.countDown();
            sending.get(30, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(30)).until(() -> listener.bytes().length == 64 << 20);
        }
    }

    private static boolean pass(CountDownLatch gate) {
        try {
            return gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void writesOnTheCallingThreadWhatTheSocketTakes() throws Exception {
        ClientTransport transport = connect();
        Recorder callback = new Recorder();
        try (Socket peer = server.accept()) {
            byte[][] data = {"a".getBytes(UTF_8), new byte[0], "bc".getBytes(UTF_8)};
            boolean done = transport.write(Client.buffers(data), callback);
            assertThat(done).isTrue();
            assertThat(peer.getInputStream().readNBytes(3)).asString(UTF_8).isEqualTo("abc");
        }
        assertThat(callback.written).isZero();
    }

    @Test
    void writesTheRestWhenASlowPeerReads() throws Exception {
        byte[][] parts = new byte[300][];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = random(i % 10 == 0 ? 500_000 : i);
        }
        ClientTransport transport = connect();
        Recorder callback = new Recorder();
        try (Socket peer = server.accept()) {
            assertThat(transport.write(Client.buffers(parts), callback)).isFalse();
            assertThat(callback.written).isZero();
            for (byte[] part : parts) {
                assertThat(peer.getInputStream().readNBytes(part.length)).isEqualTo(part);
            }
            await().until(() -> callback.written == 1);
            assertThat(transport.write(Client.buffers(new byte[1]), callback)).isTrue();
        }
    }

    @Test
    void refusesASecondWriteWhileOneIsUnderWay() throws Exception {
        ClientTransport transport = connect();
        try (Socket peer = server.accept()) {
            assertThat(peer).isNotNull();
            assertThat(transport.write(Client.buffers(new byte[32 << 20]), new Recorder())).isFalse();
            assertThatThrownBy(() -> transport.write(Client.buffers(new byte[1]), new Recorder()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void deliversWhatWasWrittenBeforeTheClose() throws Exception {
        byte[] data = random(MEGABYTES);
        ClientTransport transport = connect();
        Recorder callback = new Recorder();
        Recorder listener = new Recorder();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            // Bytes that nobody has read must not turn the close into a reset.
            peer.getOutputStream().write(random(100_000));
            transport.write(Client.buffers(data), callback);
            transport.close();
            peer.getOutputStream().write(random(100_000));
            assertThat(peer.getInputStream().readAllBytes()).isEqualTo(data);
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(listener.isOver()).isFalse();
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void closesFromAnotherThreadWhileTheListenerRuns() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Recorder listener = new Recorder(data -> pass(gate));
        ClientTransport transport = connect();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(1);
            await().until(() -> listener.calls == 1);
            transport.close();
            peer.setSoTimeout(5_000);
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
            peer.getOutputStream().write(2);
            gate.countDown();
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(listener.calls).isEqualTo(1);
        assertThat(listener.isOver()).isFalse();
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void refusesToWriteAfterTheClose() throws Exception {
        ClientTransport transport = connect();
        transport.close();
        transport.close();
        assertThatThrownBy(() -> transport.write(Client.buffers(new byte[1]), new Recorder()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed by this side");
    }

    @Test
    void givesUpAPeerThatDoesNotEndAfterTheClose() throws Exception {
        client.linger = Duration.ofMillis(200);
        ClientTransport transport = connect();
        Recorder callback = new Recorder();
        try (Socket peer = server.accept(); Socket silent = silentPeer(callback)) {
            transport.close();
            await().until(() -> Client.selectorThread() == null);
            assertThat(callback.writeFailure).isNotNull();
            assertThat(peer.isClosed() || silent.isClosed()).isFalse();
        }
    }

    /** Takes no bytes, while a close waits for them to be written. */
    private Socket silentPeer(Recorder callback) throws Exception {
        ClientTransport transport = connect();
        Socket peer = server.accept();
        transport.write(Client.buffers(new byte[32 << 20]), callback);
        transport.close();
        return peer;
    }

    @Test
    void abortsAWriteThatIsUnderWay() throws Exception {
        ClientTransport transport = connect();
        Recorder callback = new Recorder();
        Recorder listener = new Recorder();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            assertThat(transport.write(Client.buffers(new byte[32 << 20]), callback)).isFalse();
            transport.abort();
            transport.abort();
            transport.close();
            assertThat(callback.writeFailure).isNotNull();
            assertThatThrownBy(() -> peer.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(listener.isOver()).isFalse();
    }

    @Test
    void reportsAReset() throws Exception {
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        transport.start(listener);
        Socket peer = server.accept();
        peer.setSoLinger(true, 0);
        peer.close();
        await().until(() -> listener.failure != null);
        transport.abort();
        assertThat(listener.eof).isFalse();
        await().until(() -> client.buffers.lent() == 0);
    }

    @Test
    void mayStillWriteToAPeerThatHasEnded() throws Exception {
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            peer.shutdownOutput();
            await().until(() -> listener.eof);
            assertThat(transport.write(Client.buffers("bye".getBytes(UTF_8)), new Recorder())).isTrue();
            transport.close();
            assertThat(peer.getInputStream().readAllBytes()).asString(UTF_8).isEqualTo("bye");
        }
        await().until(() -> Client.selectorThread() == null);
    }

    @Test
    void spendsNoTimeOnPeersThatAreHalfClosedOrGone() throws Exception {
        ClientTransport ended = connect();
        Recorder endedListener = new Recorder();
        Socket endedPeer = server.accept();
        ended.start(endedListener);
        endedPeer.shutdownOutput();
        ClientTransport reset = connect();
        Recorder resetListener = new Recorder();
        Socket resetPeer = server.accept();
        reset.start(resetListener);
        resetPeer.setSoLinger(true, 0);
        resetPeer.close();
        ClientTransport unwanted = connect();
        Socket unwantedPeer = server.accept();
        Recorder unwantedListener = new Recorder(data -> false);
        unwanted.start(unwantedListener);
        unwantedPeer.getOutputStream().write(new byte[10]);
        await().until(() -> unwantedListener.calls == 1);
        unwantedPeer.close();
        await().until(() -> endedListener.eof && resetListener.failure != null);

        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long id = Client.selectorThread().getId();
        long begin = threads.getThreadCpuTime(id);
        await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10))
                .until(() -> threads.getThreadCpuTime(id) - begin < 500_000_000L);
        assertThat(unwantedListener.isOver()).isFalse();
        endedPeer.close();
    }

    @Test
    void worksWithAnExecutorOfOneThreadThatWaitsForItsOwnWrite() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor();
        client.close();
        client = new Client(single);
        AtomicReference<ClientTransport> transport = new AtomicReference<>();
        CountDownLatch written = new CountDownLatch(1);
        Recorder listener = new Recorder(data -> writeAndWait(transport.get(), written));
        transport.set(connect());
        transport.get().start(listener);
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(1);
            InputStream in = peer.getInputStream();
            assertThat(in.readNBytes(MEGABYTES)).hasSize(MEGABYTES);
            assertThat(written.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            single.shutdownNow();
        }
    }

    private static boolean writeAndWait(ClientTransport transport, CountDownLatch written) {
        Recorder callback = new Recorder();
        try {
            if (!transport.write(Client.buffers(new byte[MEGABYTES]), callback)) {
                await().until(() -> callback.written == 1);
            }
            written.countDown();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void dropsTheConnectionWhenTheExecutorTakesNoTask() throws Exception {
        client.close();
        client = new Client(task -> {
            throw new RejectedExecutionException("full");
        });
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        try (Socket peer = server.accept()) {
            transport.start(listener);
            await().until(() -> listener.failure != null);
            assertThat(listener.failure).hasMessageContaining("executor took no task").hasMessageContaining("full");
            assertThatThrownBy(() -> {
                if (peer.getInputStream().read() < 0) {
                    throw new IOException("ended");
                }
            }).isInstanceOf(IOException.class);
        }
        await().until(() -> Client.selectorThread() == null);
    }

    @Test
    void mayRunListenersOnTheSelectorThread() throws Exception {
        client.close();
        client = new Client(Runnable::run);
        byte[] data = random(MEGABYTES);
        ClientTransport transport = connect();
        Recorder listener = new Recorder();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(data);
            await().until(() -> listener.bytes().length == data.length);
        }
        assertThat(listener.bytes()).isEqualTo(data);
    }

    @Test
    void dropsAConnectionWhoseListenerThrows() throws Exception {
        ClientTransport transport = connect();
        transport.start(new Recorder(data -> {
            throw new IllegalStateException("defect");
        }));
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(1);
            assertThatThrownBy(() -> peer.getInputStream().readAllBytes()).isInstanceOf(IOException.class);
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void tellsAllListenersWhenTheLoopIsClosed() throws Exception {
        ClientTransport started = connect();
        ClientTransport fresh = connect();
        Recorder startedListener = new Recorder();
        Recorder freshListener = new Recorder();
        started.start(startedListener);
        try (Socket peer = server.accept(); Socket other = server.accept()) {
            assertThat(peer.isConnected() && other.isConnected()).isTrue();
            client.loop.close();
            await().until(() -> startedListener.failure != null);
            await().until(() -> Client.selectorThread() == null);
            fresh.start(freshListener);
            await().until(() -> freshListener.failure != null);
        }
        assertThatThrownBy(this::connect).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void tellsTheListenerWhenTheLoopIsClosedWhileItRuns() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Recorder listener = new Recorder(data -> pass(gate));
        ClientTransport transport = connect();
        transport.start(listener);
        try (Socket peer = server.accept()) {
            peer.getOutputStream().write(new byte[64 * 1024]);
            await().until(() -> listener.calls == 1);
            client.loop.close();
            await().until(() -> Client.selectorThread() == null);
            gate.countDown();
            await().until(() -> listener.failure != null);
            assertThat(listener.failure).hasMessage("the client was closed");
        }
    }

    @Test
    void runsATaskThoughTheLoopHasEnded() {
        client.loop.close();
        CountDownLatch done = new CountDownLatch(1);
        client.loop.execute(done::countDown);
        assertThat(done.getCount()).isZero();
    }

    @RepeatedTest(20)
    void endsTheThreadWhenConnectionsAreClosedAtTheSameMoment() throws Exception {
        List<ClientTransport> transports = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            transports.add(connect());
        }
        transports.parallelStream().forEach(ClientTransport::abort);
        await().until(() -> Client.selectorThread() == null);
    }

    @Test
    void hasOneThreadForManyConnectionsAndNoneAfterThem() throws Exception {
        int count = 500;
        List<Socket> peers = new ArrayList<>();
        List<ClientTransport> transports = new ArrayList<>();
        List<Recorder> listeners = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ClientTransport transport = connect();
            Recorder listener = new Recorder();
            peers.add(server.accept());
            transport.start(listener);
            transports.add(transport);
            listeners.add(listener);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Client.SELECTOR_THREAD))).hasSize(1);
        await().until(() -> client.buffers.lent() == 0);
        for (int i = 0; i < count; i++) {
            peers.get(i).getOutputStream().write(("hello " + i).getBytes(UTF_8));
        }
        List<String> expected = IntStream.range(0, count).mapToObj(i -> "hello " + i).toList();
        await().until(() -> listeners.stream().map(Recorder::text).toList().equals(expected));
        for (int i = 0; i < count; i++) {
            peers.get(i).close();
            transports.get(i).close();
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(client.buffers.lent()).isZero();

        ClientTransport again = connect();
        try (Socket peer = server.accept()) {
            again.write(Client.buffers(new byte[] {7}), new Recorder());
            assertThat(peer.getInputStream().read()).isEqualTo(7);
        }
        assertThat(Arrays.asList(again.localAddress(), again.remoteAddress())).doesNotContainNull();
    }
}
