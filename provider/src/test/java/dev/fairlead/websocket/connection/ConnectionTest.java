package dev.fairlead.websocket.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.MemoryTransport.Mode;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection without a session: buffers, timers, threads. */
@Timeout(60)
class ConnectionTest {
    private final CountingBuffers buffers = new CountingBuffers();
    private final ConnectionRuntime runtime = new ConnectionRuntime(null, buffers);
    private final MemoryTransport transport = new MemoryTransport();
    private final Peer peer = new Peer(Role.CLIENT, transport);
    private final Recorder recorder = new Recorder();
    private Connection connection;

    private interface OnText {
        void accept(String text) throws Exception;
    }

    private static final class Recorder implements ConnectionListener {
        private final List<String> events = new CopyOnWriteArrayList<>();
        private volatile OnText onText = text -> { };

        @Override
        public void onOpen() {
            events.add("open");
        }

        @Override
        public boolean wantsParts(Opcode type) {
            return false;
        }

        @Override
        public long maxMessageSize(Opcode type) {
            return 1 << 20;
        }

        @Override
        public void onText(String text, boolean last) {
            events.add("text:" + text);
            try {
                onText.accept(text);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            events.add("binary:" + data.remaining());
        }

        @Override
        public void onPong(ByteBuffer data) {
            events.add("pong");
        }

        @Override
        public void onFailed(Exception cause) {
            events.add("failed:" + cause.getClass().getSimpleName());
        }

        @Override
        public void onClosed(CloseStatus status) {
            events.add("closed:" + status.code());
        }

        boolean isClosed() {
            return !events.isEmpty() && events.get(events.size() - 1).startsWith("closed:");
        }
    }

    private void open(Settings settings) {
        connection = new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, recorder, runtime, settings);
        connection.open();
    }

    @AfterEach
    void stop() {
        transport.abort();
        runtime.close();
    }

    @Test
    void anIdleConnectionHoldsNoBuffer() throws Exception {
        recorder.onText = text -> connection.reply(Message.text(text));
        open(Settings.DEFAULTS);
        peer.send("hello");
        connection.send(Message.binary(ByteBuffer.allocate(50_000)), null);
        byte[] two = peer.encode(p -> {
            p.sendText("one", true);
            p.sendText("x".repeat(2000), true);
        });
        transport.feed(two);
        assertThat(peer.events()).hasSize(4);
        assertThat(buffers.lent()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AT_ONCE", "LATER", "CALLED_BACK_INSIDE"})
    void allBuffersAreGivenBackAfterTheCloseHandshake(Mode mode) throws Exception {
        transport.mode(mode);
        open(Settings.DEFAULTS);
        connection.send(Message.text("hello"), null);
        peer.close(1000, "");
        await().until(recorder::isClosed);
        await().until(() -> buffers.lent() == 0);
        await().until(transport::isClosed);
    }

    @Test
    void allBuffersAreGivenBackWhenTheStreamBreaksInTheMiddle() {
        transport.mode(Mode.STALLED);
        open(Settings.DEFAULTS);
        connection.send(send(), 0);
        connection.send(send(), 0);
        byte[] half = peer.encode(p -> p.sendText("x".repeat(5000), true));
        transport.feed(Arrays.copyOf(half, 3000));
        assertThat(buffers.lent()).isPositive();
        transport.fail(new IOException("reset"));
        await().until(recorder::isClosed);
        await().until(() -> buffers.lent() == 0);
        assertThat(recorder.events).containsExactly("open", "failed:IOException", "closed:1006");
    }

    @Test
    void allBuffersAreGivenBackWhenABatchIsLeftBehind() throws Exception {
        open(Settings.DEFAULTS);
        connection.setBatching(true);
        connection.send(Message.text("never flushed"), null);
        transport.eof();
        await().until(recorder::isClosed);
        await().until(() -> buffers.lent() == 0);
    }

    private static AsyncSend send() {
        return new AsyncSend(Message.text("x".repeat(3000))) {
            @Override
            protected void completed(Throwable failure) {
            }

            @Override
            protected boolean callsApplication() {
                return false;
            }
        };
    }

    @Test
    void pingsThePeerAndKeepsThePongsToItself() {
        open(Settings.builder().pingInterval(Duration.ofMillis(10)).pingTimeout(Duration.ofSeconds(30)).build());
        for (int i = 0; i < 3; i++) {
            int before = peer.events().size();
            await().until(() -> peer.events().size() > before);
            peer.answer();
        }
        assertThat(peer.events()).allMatch(event -> event.startsWith("ping:"));
        assertThat(recorder.events).containsExactly("open");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aPeerThatPingsAndDoesNotReadFillsNoMemory() {
        transport.mode(Mode.STALLED);
        open(Settings.DEFAULTS);
        for (int i = 0; i < 10_000; i++) {
            String data = "ping %0120d".formatted(i);
            transport.feed(peer.encode(p -> p.sendPing(ByteBuffer.wrap(data.getBytes(UTF_8)))));
        }
        assertThat(buffers.most()).isLessThan(200_000);
        transport.resume(Mode.AT_ONCE);
        // the most recent ping is answered in any case (RFC 6455 section 5.5.3)
        assertThat(peer.events()).first().isEqualTo("pong:ping %0120d".formatted(0));
        assertThat(peer.events()).last().isEqualTo("pong:ping %0120d".formatted(9999));
        assertThat(peer.events()).doesNotHaveDuplicates();
        assertThat(buffers.lent()).isZero();
    }

    @Test
    void closesWhenAPingIsNotAnswered() {
        open(Settings.builder().pingInterval(Duration.ofMillis(10)).pingTimeout(Duration.ofMillis(50)).build());
        await().until(() -> peer.end() != null);
        assertThat(peer.end().code()).isEqualTo(1001);
        peer.answer();
        await().until(recorder::isClosed);
        assertThat(recorder.events).containsExactly("open", "closed:1006");
    }

    @Test
    void aBlockedHandlerIsNoReasonToMissThePong() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        recorder.onText = text -> go.await();
        open(Settings.builder().pingInterval(Duration.ofMillis(10)).pingTimeout(Duration.ofMillis(20)).build());
        byte[] message = peer.encode(p -> p.sendText("block", true));
        Thread reader = new Thread(() -> transport.feed(message));
        reader.start();
        await().until(() -> transport.writes().size() > 20);
        assertThat(connection.isOpen()).isTrue();
        go.countDown();
        reader.join();
    }

    @Test
    void framesOfBothDirectionsPutTheIdleTimeoutOff() throws Exception {
        open(Settings.DEFAULTS);
        connection.setIdleTimeout(400);
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < Duration.ofMillis(1000).toNanos()) {
            int before = transport.writes().size();
            connection.ping(ByteBuffer.allocate(0));
            await().pollInterval(Duration.ofMillis(20)).until(() -> transport.writes().size() > before);
        }
        assertThat(connection.isOpen()).isTrue();
        await().until(() -> !connection.isOpen());
    }

    @Test
    void theIdleTimeoutCanBeSwitchedOff() {
        open(Settings.DEFAULTS);
        connection.setIdleTimeout(50);
        connection.setIdleTimeout(0);
        await().during(Duration.ofMillis(200)).until(connection::isOpen);
    }

    @Test
    void aPeerThatBrokeTheRulesIsReadUntilItIsQuiet() {
        open(Settings.DEFAULTS);
        assertThat(transport.feed(new byte[] {(byte) 0xFF, 0})).isTrue();
        assertThat(recorder.isClosed()).isTrue();
        transport.feed(new byte[] {1, 2, 3});
        await().until(transport::isClosed);
        assertThat(transport.feed(new byte[] {1, 2, 3})).isFalse();
        assertThat(peer.end().code()).isEqualTo(1002);
        assertThat(recorder.events).containsExactly("open", "failed:ProtocolException", "closed:1002");
    }

    @Test
    void whatComesBehindACloseFrameIsNotDelivered() {
        open(Settings.DEFAULTS);
        byte[] close = peer.encode(p -> p.sendClose(1000, ""));
        byte[] message = new Peer(Role.CLIENT, transport).encode(p -> p.sendText("late", true));
        byte[] both = Arrays.copyOf(close, close.length + message.length);
        System.arraycopy(message, 0, both, close.length, message.length);
        assertThat(transport.feed(both)).isFalse();
        assertThat(recorder.events).containsExactly("open", "closed:1000");
    }

    @Test
    void aListenerThatFailsEndsTheConnectionWith1011() {
        recorder.onText = text -> {
            throw new IllegalStateException("defect");
        };
        open(Settings.DEFAULTS);
        peer.send("x");
        await().until(recorder::isClosed);
        assertThat(recorder.events).endsWith("closed:1011");
        assertThat(peer.end().code()).isEqualTo(1011);
    }

    @Test
    void anErrorOfTheJvmEndsTheConnectionAndGoesOn() {
        recorder.onText = text -> {
            throw new OutOfMemoryError("test");
        };
        open(Settings.DEFAULTS);
        assertThatThrownBy(() -> peer.send("x")).isInstanceOf(OutOfMemoryError.class);
        await().until(recorder::isClosed);
    }

    @Test
    void theEndComesEvenWhenTheExecutorTakesNothing() {
        ConnectionRuntime refusing = new ConnectionRuntime(task -> {
            throw new RejectedExecutionException();
        }, buffers);
        connection = new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, recorder, refusing, Settings.DEFAULTS);
        connection.open();
        transport.fail(new IOException("reset"));
        await().until(recorder::isClosed);
        refusing.close();
    }

    @Test
    void anExecutorThatIsBusyHoldsNoBytesUp() throws Exception {
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        ConnectionRuntime busy = new ConnectionRuntime(tasks::add, buffers);
        connection = new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, recorder, busy, Settings.DEFAULTS);
        CountDownLatch go = new CountDownLatch(1);
        recorder.onText = text -> {
            connection.send(send(), 0);
            go.await();
        };
        connection.open();
        byte[] message = peer.encode(p -> p.sendText("x", true));
        Thread reader = new Thread(() -> transport.feed(message));
        reader.start();
        await().until(() -> transport.writes().size() == 1);
        assertThat(tasks).isEmpty();
        go.countDown();
        reader.join();
        busy.close();
    }

    @Test
    void thePoolLendsWhatItWasGiven() {
        BufferPool pool = new BufferPool();
        byte[] array = pool.acquire(3000);
        assertThat(array.length).isEqualTo(4096);
        pool.release(array);
        assertThat(pool.acquire(4096)).isSameAs(array);
        assertThat(pool.acquire(100_000)).hasSize(100_000);
    }
}
