package dev.fairlead.websocket.connection;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a connection ends, the listener is told once, and no buffer, timer or stream is left behind. */
@Timeout(60)
class ConnectionEndTest {
    private static final CloseStatus NORMAL = new CloseStatus(1000, "");
    private static final CloseStatus GOING_AWAY = new CloseStatus(1001, "stops");

    private final CountingBuffers buffers = new CountingBuffers();
    private final ConnectionRuntime runtime = new ConnectionRuntime(null, buffers);
    private final MemoryTransport transport = new MemoryTransport();
    private final Peer peer = new Peer(Role.CLIENT, transport);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile Runnable onOpen = () -> { };
    private volatile Runnable onText = () -> { };
    private volatile Runnable onFailed = () -> { };
    private volatile Runnable onClosed = () -> { };
    private Connection connection;

    private final class Listener implements ConnectionListener {
        @Override
        public void onOpen() {
            events.add("open");
            onOpen.run();
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
            events.add("text");
            onText.run();
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            events.add("binary");
        }

        @Override
        public void onPong(ByteBuffer data) {
            events.add("pong");
        }

        @Override
        public void onFailed(Exception cause) {
            events.add("failed");
            onFailed.run();
        }

        @Override
        public void onClosed(CloseStatus status) {
            events.add("closed:" + status.code());
            onClosed.run();
        }
    }

    private void open(Settings settings) {
        connection = new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, new Listener(), runtime, settings);
        connection.open();
    }

    private void open() {
        open(Settings.DEFAULTS);
    }

    private static Settings closeTimeout(int millis) {
        return Settings.builder().closeTimeout(Duration.ofMillis(millis)).build();
    }

    @AfterEach
    void stop() {
        transport.abort();
        runtime.close();
        assertThat(transport.hasOverlapped()).as("two writes at once").isFalse();
    }

    private void awaitNothingLeft() {
        await().until(() -> buffers.lent() == 0);
        await().until(() -> transport.isClosed() || transport.isAborted());
        ScheduledThreadPoolExecutor scheduler = (ScheduledThreadPoolExecutor) runtime.scheduler();
        await().during(Duration.ofMillis(50)).until(() ->
                scheduler.getQueue().isEmpty() && scheduler.getActiveCount() == 0);
    }

    private static AsyncSend send(int size) {
        return new AsyncSend(Message.text("x".repeat(size))) {
            @Override
            protected void completed(Throwable failure) {
            }

            @Override
            protected boolean callsApplication() {
                return false;
            }
        };
    }

    // ---- timers and watches

    @Test
    void repliesThatWereCollectedWhenTheStreamBrokeAreNotWatchedForever() {
        onText = () -> {
            connection.send(send(10), 0);
            connection.abort(new IOException("broken"));
        };
        open();
        peer.send("x");
        assertThat(events).containsExactly("open", "text", "failed", "closed:1006");
        awaitNothingLeft();
    }

    @Test
    void noTimerIsMadeBehindTheEnd() {
        open();
        peer.close(1000, "");
        assertThat(transport.isClosed()).isTrue();
        connection.timers().closeWithin(TimeUnit.HOURS.toNanos(1));
        awaitNothingLeft();
    }

    @Test
    void anIdlePeerIsDroppedThoughThereIsNoCloseTimeout() {
        open(closeTimeout(0));
        connection.setIdleTimeout(1);
        await().until(() -> events.contains("closed:1006"));
        awaitNothingLeft();
    }

    @Test
    void theStreamIsClosedWhenTheAnswerToACloseFrameCannotBeWritten() {
        open(closeTimeout(0));
        transport.mode(Mode.FAILING_LATER);
        onClosed = () -> await().until(connection.sender()::isDrained);
        peer.close(1000, "");
        assertThat(events).containsExactly("open", "closed:1000");
        awaitNothingLeft();
    }

    // ---- the application closes

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AT_ONCE", "LATER", "CALLED_BACK_INSIDE"})
    void theApplicationsCloseLeavesNothing(Mode mode) {
        transport.mode(mode);
        open();
        connection.send(send(3000), 0);
        connection.closeHere(NORMAL, NORMAL);
        assertThat(events).containsExactly("open", "closed:1000");
        await().until(() -> peer.end() != null);
        peer.answer();
        awaitNothingLeft();
        assertThat(events).hasSize(2);
    }

    @Test
    void theApplicationsCloseInTheMiddleOfAMessageDropsIt() {
        open();
        byte[] message = peer.encode(p -> p.sendText("x".repeat(5000), true));
        transport.feed(Arrays.copyOf(message, 3000));
        connection.closeHere(NORMAL, NORMAL);
        assertThat(buffers.lent()).isPositive();
        transport.feed(Arrays.copyOfRange(message, 3000, message.length));
        assertThat(transport.isClosed()).isFalse();
        peer.answer();
        assertThat(transport.isClosed()).isTrue();
        assertThat(events).containsExactly("open", "closed:1000");
        awaitNothingLeft();
    }

    @Test
    void aPeerThatBreaksTheRulesAfterTheApplicationsCloseIsNoNews() {
        open();
        connection.closeHere(NORMAL, NORMAL);
        transport.feed(new byte[] {(byte) 0xFF, 0});
        awaitNothingLeft();
        assertThat(events).containsExactly("open", "closed:1000");
    }

    @Test
    void aPeerThatNeverAnswersTheApplicationsCloseIsDropped() {
        open(closeTimeout(50));
        peer.encode(p -> p.sendText("x", true));
        connection.closeHere(NORMAL, NORMAL);
        await().until(transport::isAborted);
        awaitNothingLeft();
        assertThat(events).containsExactly("open", "closed:1000");
    }

    @Test
    void aPeerThatTakesNothingIsDropped() {
        transport.mode(Mode.STALLED);
        open(closeTimeout(50));
        connection.send(send(3000), 0);
        connection.closeHere(NORMAL, NORMAL);
        assertThat(events).containsExactly("open", "closed:1000");
        awaitNothingLeft();
    }

    @Test
    void thePeersAnswerMayComeWhileTheListenerIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        onClosed = () -> {
            told.countDown();
            await().until(() -> answered.getCount() == 0);
        };
        open();
        Thread closing = new Thread(() -> connection.closeHere(NORMAL, NORMAL));
        closing.start();
        told.await();
        peer.answer();
        assertThat(transport.isClosed()).isTrue();
        answered.countDown();
        closing.join();
        awaitNothingLeft();
        assertThat(events).containsExactly("open", "closed:1000");
    }

    @Test
    void manyThreadsMayClose() throws Exception {
        open();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            CloseStatus status = new CloseStatus(3000 + i, "");
            Thread thread = new Thread(() -> {
                await().until(() -> go.getCount() == 0);
                connection.closeHere(status, status);
            });
            thread.start();
            threads.add(thread);
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        peer.answer();
        awaitNothingLeft();
        assertThat(peer.events()).hasSize(1);
        assertThat(events).containsExactly("open", "closed:" + peer.end().code());
    }

    @Test
    void theApplicationsCloseTellsAtOnceWhatTheContainerHasDecided() {
        open();
        connection.close(GOING_AWAY, GOING_AWAY);
        assertThat(events).containsExactly("open");
        connection.closeHere(NORMAL, NORMAL);
        assertThat(events).containsExactly("open", "closed:1001");
        assertThat(connection.isOpen()).isFalse();
        peer.answer();
        awaitNothingLeft();
    }

    @Test
    void theApplicationsCloseBehindAWriteThatBrokeReports1006() {
        open();
        transport.mode(Mode.THROWING);
        connection.send(send(10), 0);
        connection.closeHere(NORMAL, NORMAL);
        assertThat(events).as("nobody waits for the peer").containsExactly("open", "failed", "closed:1006");
        assertThat(connection.isOpen()).isFalse();
        awaitNothingLeft();
        assertThat(events).filteredOn(event -> event.startsWith("closed:")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"THROWING", "FAILING_LATER"})
    void theApplicationsCloseEndsThoughTheCloseFrameCannotBeWritten(Mode mode) {
        open();
        transport.mode(mode);
        connection.closeHere(NORMAL, NORMAL);
        assertThat(events).containsExactly("open", "closed:1000");
        awaitNothingLeft();
    }

    @Test
    void closingInTheListenersLastCallDoesNothing() {
        onClosed = () -> connection.closeHere(NORMAL, NORMAL);
        open();
        transport.eof();
        assertThat(events).containsExactly("open", "failed", "closed:1006");
        awaitNothingLeft();
        assertThat(transport.writes()).isEmpty();
    }

    // ---- the listener fails

    private static void runOutOfMemory() {
        throw new OutOfMemoryError("test");
    }

    @Test
    void theListenerIsToldTheEndThoughItFailedToTakeTheFailure() {
        onFailed = ConnectionEndTest::runOutOfMemory;
        open();
        assertThatThrownBy(transport::eof).isInstanceOf(OutOfMemoryError.class);
        assertThat(events).containsExactly("open", "failed", "closed:1006");
        awaitNothingLeft();
    }

    @Test
    void theStreamIsReadThoughTheListenerFailedToTakeTheEnd() {
        onOpen = () -> connection.closeHere(NORMAL, NORMAL);
        onClosed = ConnectionEndTest::runOutOfMemory;
        assertThatThrownBy(this::open).isInstanceOf(OutOfMemoryError.class);
        assertThat(transport.isStarted()).isTrue();
        peer.answer();
        awaitNothingLeft();
    }

    // ---- the runtime is closed

    @Test
    void aRuntimeThatIsClosedDropsThePeersThatHaveNotAnswered() {
        open();
        connection.closeHere(NORMAL, NORMAL);
        runtime.close();
        assertThat(transport.isAborted()).isTrue();
        awaitNothingLeft();
    }

    @Test
    void aConnectionThatIsClosedBehindItsRuntimeEnds() {
        runtime.close();
        open();
        connection.close(GOING_AWAY, GOING_AWAY);
        await().until(() -> events.contains("closed:1001"));
        assertThat(peer.end().code()).isEqualTo(1001);
        awaitNothingLeft();
    }

    @Test
    void waitsForTheEndOfAllStreams() throws Exception {
        open();
        connection.closeHere(NORMAL, NORMAL);
        assertThat(runtime.awaitStreams(Duration.ofMillis(1))).isFalse();
        Thread waiting = new Thread(() -> runtime.awaitStreams(Duration.ofMinutes(1)));
        waiting.start();
        peer.answer();
        waiting.join();
        assertThat(runtime.awaitStreams(Duration.ZERO)).isTrue();
        assertThat(transport.isAborted()).isFalse();
    }
}
