package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Settings.SlowConsumer;
import dev.fairlead.websocket.connection.MemoryTransport.Mode;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bound of a send queue, here of 1,024 bytes. */
@Timeout(60)
class SendRoomTest {
    private static final Deadline NONE = Deadline.after(0);
    private static final Message SMALL = Message.text("x".repeat(100));
    private static final Message LARGE = Message.text("x".repeat(5000));

    private final MemoryTransport transport = new MemoryTransport();
    private final ConnectionRuntime runtime = new ConnectionRuntime(null);
    private final Connection connection = new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, new Nobody(),
            runtime, Settings.builder().sendQueueSize(1024).build());
    private final Protocol protocol = connection.protocol();
    private final SendLock lock = new SendLock();
    private final SendState state = new SendState("x1");
    private final SendQueue queue = new SendQueue(runtime);
    private final SendOrder order = new SendOrder(lock, state, queue, protocol, Thread::currentThread);
    private final Writer writer = new Writer(connection, lock, state, order, queue, new Pongs(protocol), transport,
            protocol.output());
    private final SendRoom room = new SendRoom(connection, lock, state, queue, writer);

    private static final class Nobody implements ConnectionListener {
        @Override
        public void onOpen() {
        }

        @Override
        public boolean wantsParts(Opcode type) {
            return false;
        }

        @Override
        public long maxMessageSize(Opcode type) {
            return 0;
        }

        @Override
        public void onText(String text, boolean last) {
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
        }

        @Override
        public void onPong(ByteBuffer data) {
        }

        @Override
        public void onFailed(Exception cause) {
        }

        @Override
        public void onClosed(CloseStatus status) {
        }
    }

    @BeforeEach
    void hold() {
        lock.lock();
    }

    @AfterEach
    void letGo() {
        lock.unlock();
        runtime.close();
    }

    /** The peer takes nothing, and so much waits for it. */
    private void fill(int bytes) throws Exception {
        transport.mode(Mode.STALLED);
        order.encode(Message.text("x".repeat(bytes)), null);
        writer.writeUnlocked();
        assertThat(writer.isIdle()).isFalse();
    }

    @Test
    void aMessageLargerThanTheQueueHasRoomWhenNothingElseWaits() throws Exception {
        room.await(LARGE, NONE, SlowConsumer.FAIL);
        order.encode(LARGE, null);
        room.await(SMALL, NONE, SlowConsumer.FAIL);
        assertThat(transport.writes()).as("what waited and could leave has left").hasSize(1);
    }

    @Test
    void aMessageThatFitsHasRoomBehindOthers() throws Exception {
        fill(500);
        room.await(SMALL, NONE, SlowConsumer.FAIL);
    }

    @Test
    void pastTheBoundASendFailsWithNumbersAndSettings() throws Exception {
        fill(1000);
        assertThatThrownBy(() -> room.await(SMALL, NONE, SlowConsumer.FAIL)).isInstanceOf(FullQueueException.class)
                .hasMessageContaining("1004 of at most 1024 bytes").hasMessageContaining("fairlead.sendQueueSize")
                .hasMessageContaining("fairlead.slowConsumer");
    }

    @Test
    void pastTheBoundASendWaitsNoLongerThanItsDeadline() throws Exception {
        fill(1000);
        assertThatThrownBy(() -> room.await(SMALL, Deadline.after(1), SlowConsumer.BLOCK))
                .isInstanceOf(FullQueueException.class);
    }

    @Test
    void whoWaitsGoesOnWhenThePeerHasTakenEnough() throws Exception {
        fill(1000);
        FutureTask<Boolean> sender = new FutureTask<>(() -> {
            lock.lock();
            try {
                room.await(SMALL, NONE, SlowConsumer.BLOCK);
                return true;
            } finally {
                lock.unlock();
            }
        });
        Thread other = new Thread(sender);
        other.start();
        lock.unlock();
        // it waits for room, not for the lock
        await().until(() -> other.getState() == Thread.State.WAITING && !lock.hasQueuedThreads());
        transport.resume(Mode.AT_ONCE);
        assertThat(sender.get()).isTrue();
        lock.lock();
    }

    @Test
    void whoWaitsIsToldTheEnd() throws Exception {
        fill(1000);
        order.close();
        assertThatThrownBy(() -> room.await(SMALL, NONE, SlowConsumer.BLOCK)).isInstanceOf(IOException.class)
                .hasMessage("session x1 is closed");
    }
}
