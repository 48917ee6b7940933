package dev.fairlead.websocket.servlet;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every transport does in its real container, seen from a plain socket. */
@Timeout(60)
abstract class TransportContract {
    private static final int FIVE_MILLION = 5_000_000;

    StubFilter filter;
    EmbeddedServer server;

    abstract StubFilter filter();

    abstract EmbeddedServer server(StubFilter stub) throws Exception;

    @BeforeEach
    void start() throws Exception {
        filter = filter();
        server = server(filter);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        filter.executor.shutdownNow();
    }

    RawClient connect(StubUpgrade upgrade) throws IOException {
        return connect(upgrade, "");
    }

    RawClient connect(StubUpgrade upgrade, String pipelined) throws IOException {
        filter.next = upgrade;
        return new RawClient(server.port(), pipelined);
    }

    @Test
    void answersWithStatus101AndAllHeaders() throws Exception {
        try (RawClient client = connect(new StubUpgrade())) {
            assertThat(client.head).startsWith("HTTP/1.1 101").containsIgnoringCase("\r\nUpgrade: websocket\r\n")
                    .containsIgnoringCase("\r\nConnection: upgrade\r\n").contains("X-Stub: a\r\n", "X-Stub: b\r\n");
        }
    }

    @Test
    void deliversBytesThatCameWithTheHandshakeFirst() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade, "early,")) {
            await().until(() -> upgrade.text().equals("early,"));
            client.send("late");
            await().until(() -> upgrade.text().equals("early,late"));
        }
    }

    @Test
    void deliversWhatThePeerSends() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            for (int i = 1; i <= 100; i++) {
                client.send("message ");
                int expected = i * "message ".length();
                await().pollInterval(Duration.ofMillis(1)).until(() -> upgrade.received.get() == expected);
            }
        }
    }

    @Test
    void answersFromTheReadingThread() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                byte[] copy = new byte[data.remaining()];
                data.get(copy);
                write(copy).join();
                return true;
            }
        };
        try (RawClient client = connect(upgrade)) {
            for (int i = 0; i < 100; i++) {
                client.send("ping");
                assertThat(client.read(4)).isEqualTo("ping");
            }
        }
    }

    @Test
    void writesFromOtherThreadsInOrder() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            for (int i = 0; i < 100; i++) {
                upgrade.write("one".getBytes(), new byte[0], "two".getBytes()).get(5, SECONDS);
            }
            assertThat(client.read(600)).isEqualTo("onetwo".repeat(100));
        }
    }

    @Test
    void keepsTheOrderOfLongWrites() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            byte[] numbers = new byte[FIVE_MILLION];
            ByteBuffer ints = ByteBuffer.wrap(numbers);
            for (int i = 0; i < FIVE_MILLION / 4; i++) {
                ints.putInt(i);
            }
            CompletableFuture<Void> written = upgrade.write(Arrays.copyOf(numbers, 1_000_000),
                    Arrays.copyOfRange(numbers, 1_000_000, FIVE_MILLION));
            assertThat(client.socket.getInputStream().readNBytes(FIVE_MILLION)).isEqualTo(numbers);
            written.get(5, SECONDS);
        }
    }

    @Test
    void callsWithTheApplicationsContextClassLoader() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            client.send("x");
            await().until(() -> upgrade.calls.get() == 1);
            assertThat(upgrade.openLoader).isSameAs(StubFilter.APPLICATION);
            assertThat(upgrade.bytesLoader).isSameAs(StubFilter.APPLICATION);
        }
    }

    @Test
    void knowsBothAddresses() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            assertThat(upgrade.transport.remoteAddress()).isEqualTo(client.socket.getLocalSocketAddress());
            assertThat(upgrade.transport.localAddress()).isEqualTo(client.socket.getRemoteSocketAddress());
        }
    }

    @Test
    void closeFromAnotherThreadIsSeenWithinASecond() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            client.socket.setSoTimeout(1000);
            upgrade.transport.close();
            assertThat(client.readToEnd()).isZero();
        }
        assertThat(upgrade.ends()).as("calls after close").isZero();
    }

    @Test
    void closeIsSeenWhileTheReadingThreadIsBusy() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        StubUpgrade upgrade = blocking(busy, release);
        try (RawClient client = connect(upgrade)) {
            client.send("x");
            assertThat(busy.await(5, SECONDS)).isTrue();
            client.socket.setSoTimeout(1000);
            upgrade.transport.close();
            assertThat(client.readToEnd()).isZero();
        } finally {
            release.countDown();
        }
    }

    @Test
    void closeInTheReadingThreadIsSeen() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                transport.close();
                return false;
            }
        };
        try (RawClient client = connect(upgrade)) {
            client.send("x");
            client.socket.setSoTimeout(1000);
            assertThat(client.readToEnd()).isZero();
        }
    }

    @Test
    void closeWhileOpeningIsSeen() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            void onOpen() {
                write("bye".getBytes());
                transport.close();
            }
        };
        try (RawClient client = connect(upgrade, "early")) {
            client.socket.setSoTimeout(1000);
            assertThat(client.readToEnd()).isEqualTo(3);
        }
    }

    @Test
    void largeWriteRightBeforeCloseArrivesWhole() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            CompletableFuture<Void> written = upgrade.write(new byte[FIVE_MILLION]);
            upgrade.transport.close();
            assertThat(client.readToEnd()).isEqualTo(FIVE_MILLION);
            written.get(5, SECONDS);
        }
    }

    @Test
    void largeWriteRightBeforeCloseArrivesWholeThoughThePeerStillSends() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                write(new byte[FIVE_MILLION]);
                transport.close();
                return false;
            }
        };
        try (RawClient client = connect(upgrade)) {
            client.send("x".repeat(100_000));
            assertThat(client.readToEnd()).isEqualTo(FIVE_MILLION);
        }
    }

    @Test
    void finOfThePeerIsToldOnceAndCostsNoCpu() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public void onEof() {
                eofs.incrementAndGet();
            }
        };
        try (RawClient client = connect(upgrade)) {
            client.send("last words");
            client.socket.shutdownOutput();
            await().until(() -> upgrade.eofs.get() == 1);
            assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
            assertThat(upgrade.text()).isEqualTo("last words");
            assertThat(upgrade.ends()).isEqualTo(1);
            upgrade.transport.close();
        }
    }

    @Test
    void resetOfThePeerIsToldOnceAndCostsNoCpu() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public void onEof() {
                eofs.incrementAndGet();
            }

            @Override
            public void onFailure(IOException cause) {
                failures.incrementAndGet();
            }
        };
        RawClient client = connect(upgrade);
        upgrade.opened.get(5, SECONDS);
        client.reset();
        await().until(() -> upgrade.ends() == 1);
        assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
        assertThat(upgrade.ends()).isEqualTo(1);
        upgrade.transport.close();
    }

    @Test
    void resetOfThePeerEndsTheWriteThatIsUnderWay() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        RawClient client = connect(upgrade);
        upgrade.opened.get(5, SECONDS);
        CompletableFuture<Void> written = upgrade.write(new byte[16_000_000]);
        assertThat(written).isNotDone();
        client.reset();
        assertThatThrownBy(() -> written.get(5, SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
        assertThat(upgrade.ends()).isLessThanOrEqualTo(1);
        upgrade.transport.close();
    }

    @Test
    void resetOfAPeerThatIsNotReadEndsTheWriteThatIsUnderWay() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                super.onBytes(data);
                return false;
            }
        };
        RawClient client = connect(upgrade);
        client.send("x".repeat(100_000));
        await().until(() -> upgrade.calls.get() == 1);
        CompletableFuture<Void> written = upgrade.write(new byte[16_000_000]);
        assertThat(written).isNotDone();
        client.reset();
        assertThatThrownBy(() -> written.get(5, SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
        upgrade.transport.close();
    }

    @Test
    void suspendedReaderStopsThePeerAtNoCpu() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        StubUpgrade upgrade = blocking(busy, release);
        AtomicLong sent = new AtomicLong();
        try (RawClient client = connect(upgrade)) {
            Thread flood = flood(client, sent);
            assertThat(busy.await(5, SECONDS)).isTrue();
            awaitStall(sent);
            long stalled = sent.get();
            assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
            assertThat(sent.get()).isEqualTo(stalled);
            release.countDown();
            await().until(() -> sent.get() > stalled);
            flood.interrupt();
            flood.join();
            client.socket.shutdownOutput();
            await().until(() -> upgrade.eofs.get() == 1);
            assertThat(upgrade.received.get()).isGreaterThanOrEqualTo(sent.get());
        } finally {
            release.countDown();
        }
    }

    @Test
    void readerThatWantsNoMoreStopsThePeerAtNoCpu() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                super.onBytes(data);
                return false;
            }
        };
        AtomicLong sent = new AtomicLong();
        try (RawClient client = connect(upgrade)) {
            flood(client, sent);
            awaitStall(sent);
            assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
            assertThat(upgrade.calls).hasValue(1);
            upgrade.write("still here".getBytes()).get(5, SECONDS);
            assertThat(client.read(10)).isEqualTo("still here");
        }
    }

    @Test
    void writeToAStalledPeerDoesNotBlock() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            CompletableFuture<Void> written = upgrade.write(new byte[16_000_000]);
            assertThat(written).isNotDone();
            assertThat(cpuOfOneSecond()).as("ms of CPU in a second").isLessThan(300);
            client.socket.getInputStream().skipNBytes(16_000_000);
            written.get(5, SECONDS);
        }
    }

    @Test
    void abortFailsTheWriteThatIsUnderWay() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            CompletableFuture<Void> written = upgrade.write(new byte[16_000_000]);
            assertThat(written).isNotDone();
            upgrade.transport.abort();
            assertThatThrownBy(() -> written.get(5, SECONDS)).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> upgrade.write(new byte[1]).get(5, SECONDS)).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> client.socket.getInputStream().skipNBytes(16_000_000)).isInstanceOf(IOException.class);
        }
        assertThat(upgrade.ends()).as("calls after abort").isZero();
    }

    @Test
    void blockingSendInTheReadingThreadEndsWhenThePeerReadsWhileItSendsMore() throws Exception {
        StubUpgrade upgrade = new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                super.onBytes(data);
                if (calls.get() == 1) {
                    write(new byte[16_000_000]).join();
                }
                return true;
            }
        };
        AtomicLong sent = new AtomicLong();
        try (RawClient client = connect(upgrade)) {
            flood(client, sent);
            awaitStall(sent);
            client.socket.getInputStream().skipNBytes(16_000_000);
            await().until(() -> upgrade.calls.get() > 1);
        }
    }

    @Test
    void idleStreamOutlivesTheConnectorsTimeout() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            client.socket.setSoTimeout(3 * EmbeddedServer.IDLE_MILLIS);
            assertThatThrownBy(() -> client.read(1)).hasMessageContaining("timed out");
            client.send("x");
            await().until(() -> upgrade.received.get() == 1);
            upgrade.write("y".getBytes()).get(5, SECONDS);
            assertThat(client.read(1)).isEqualTo("y");
        }
    }

    @Test
    void busyStreamOutlivesTheConnectorsTimeout() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            long end = System.nanoTime() + Duration.ofMillis(3 * EmbeddedServer.IDLE_MILLIS).toNanos();
            int sent = 0;
            while (System.nanoTime() < end) {
                client.send("x");
                int expected = ++sent;
                await().until(() -> upgrade.received.get() == expected);
            }
            assertThat(upgrade.ends()).isZero();
        }
    }

    @Test
    void serverThatStopsEndsTheStream() throws Exception {
        StubUpgrade upgrade = new StubUpgrade();
        try (RawClient client = connect(upgrade)) {
            upgrade.opened.get(5, SECONDS);
            server.close();
            await().until(() -> upgrade.ends() == 1);
            assertThat(client.readToEnd()).isZero();
        }
    }

    static StubUpgrade blocking(CountDownLatch busy, CountDownLatch release) {
        return new StubUpgrade() {
            @Override
            public boolean onBytes(ByteBuffer data) {
                busy.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.onBytes(data);
            }
        };
    }

    /** Sends as fast as the server takes it, until interrupted or cut off. */
    private static Thread flood(RawClient client, AtomicLong sent) {
        Thread thread = new Thread(() -> {
            byte[] block = new byte[10_000];
            try {
                while (!Thread.interrupted()) {
                    client.socket.getOutputStream().write(block);
                    sent.addAndGet(block.length);
                }
            } catch (IOException e) {
                // the test is over
            }
        }, "flood");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until the peer's blocking writes don't get on any more. */
    private static void awaitStall(AtomicLong sent) {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(sent.get()) == sent.get() && sent.get() > 0);
    }

    /** CPU time of all threads but this one during a second in which nothing should happen, in milliseconds. */
    private static long cpuOfOneSecond() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = cpu(threads);
        long start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(100)).until(() -> System.nanoTime() - start > 1_000_000_000);
        return (cpu(threads) - before) / 1_000_000;
    }

    private static long cpu(ThreadMXBean threads) {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }
}
