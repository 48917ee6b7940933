package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which message is encoded next. The test says who sends. */
@Timeout(60)
class SendOrderTest {
    private static final Deadline NONE = Deadline.after(0);
    private static final Message FIRST_PART = Message.textPart("a", false);
    private static final Message LAST_PART = Message.textPart("z", true);
    private static final Message WHOLE = Message.text("whole");

    private final MemoryTransport transport = new MemoryTransport();
    private final Peer peer = new Peer(Role.CLIENT, transport);
    private final ConnectionRuntime runtime = new ConnectionRuntime(null);
    private final Protocol protocol =
            new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, new Peer(Role.SERVER, transport));
    private final SendLock lock = new SendLock();
    private final SendState state = new SendState("x1");
    private final SendQueue queue = new SendQueue(runtime);
    private final List<String> ended = new ArrayList<>();
    private volatile Object sender = "ada";
    private final SendOrder order = new SendOrder(lock, state, queue, protocol, () -> sender);

    @BeforeEach
    void hold() {
        lock.lock();
    }

    @AfterEach
    void letGo() {
        lock.unlock();
        runtime.close();
    }

    private AsyncSend queued(String text) {
        return new AsyncSend(Message.text(text)) {
            @Override
            protected void completed(Throwable failure) {
                ended.add(text + ": " + (failure == null ? "sent" : failure.getMessage()));
            }

            @Override
            protected boolean callsApplication() {
                return false;
            }
        };
    }

    private List<String> encoded() throws IOException {
        transport.write(protocol.output().take(), new WriteCallback() {
            @Override
            public void onWritten() {
            }

            @Override
            public void onWriteFailed(IOException cause) {
                throw new UncheckedIOException(cause);
            }
        });
        return peer.events();
    }

    @Test
    void theSenderOfAPartGoesOnAtOnce() throws Exception {
        order.awaitTurn(FIRST_PART, null, NONE);
        order.encode(FIRST_PART, null);
        order.awaitTurn(LAST_PART, null, NONE);
        order.encode(LAST_PART, null);
        assertThat(encoded()).containsExactly("text:az");
        assertThat(order.isTaken()).isFalse();
    }

    @Test
    void aMessageBetweenOnesOwnPartsIsRefused() throws Exception {
        order.encode(FIRST_PART, null);
        assertThatThrownBy(() -> order.awaitTurn(WHOLE, null, NONE)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isn't ended");
        assertThatThrownBy(order::isTaken).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheStreamThatBeganAMessageGoesOnWithIt() throws Exception {
        Object stream = new Object();
        order.encode(FIRST_PART, stream);
        order.awaitTurn(LAST_PART, stream, NONE);
        assertThatThrownBy(() -> order.awaitTurn(LAST_PART, null, NONE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void someoneElsesMessageIsWaitedFor() throws Exception {
        order.encode(FIRST_PART, null);
        sender = "bob";
        FutureTask<Boolean> turn = new FutureTask<>(() -> {
            lock.lock();
            try {
                order.awaitTurn(WHOLE, null, NONE);
                order.encode(WHOLE, null);
                return true;
            } finally {
                lock.unlock();
            }
        });
        Thread other = new Thread(turn);
        other.start();
        lock.unlock();
        // it waits for its turn, not for the lock
        await().until(() -> other.getState() == Thread.State.WAITING && !lock.hasQueuedThreads());
        lock.lock();
        order.encode(LAST_PART, null);
        lock.unlock();
        assertThat(turn.get()).isTrue();
        lock.lock();
        assertThat(encoded()).containsExactly("text:az", "text:whole");
    }

    @Test
    void someoneElsesMessageIsWaitedForNoLongerThanTheDeadline() throws Exception {
        order.encode(FIRST_PART, null);
        sender = "bob";
        assertThatThrownBy(() -> order.awaitTurn(WHOLE, null, Deadline.after(1)))
                .isInstanceOf(SocketTimeoutException.class).hasMessageContaining("fairlead.sendTimeout");
    }

    @Test
    void whatWasQueuedIsEncodedBehindTheLastPart() throws Exception {
        order.encode(FIRST_PART, null);
        sender = "bob";
        assertThat(order.isTaken()).isTrue();
        queue.addWaiting(queued("one"));
        queue.addWaiting(queued("two"));
        sender = "ada";
        order.encode(LAST_PART, null);
        assertThat(encoded()).containsExactly("text:az", "text:one", "text:two");
        assertThat(queue.waitingBytes()).isZero();
        queue.written(protocol.output().appended());
        assertThat(ended).containsExactly("one: sent", "two: sent");
    }

    @Test
    void theEndFailsWhatWaitsAndWhatComes() throws Exception {
        order.encode(FIRST_PART, null);
        queue.addWaiting(queued("one"));
        order.close();
        assertThat(ended).containsExactly("one: session x1 is closed");
        assertThatThrownBy(() -> order.awaitTurn(WHOLE, null, NONE)).hasMessage("session x1 is closed");
        assertThatThrownBy(order::isTaken).hasMessage("session x1 is closed");
    }
}
