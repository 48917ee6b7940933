package dev.fairlead.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.MemoryTransport.Mode;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.SessionException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session from onOpen to onClose, and every way to get there. */
class SessionLifeTest {
    private final Sessions sessions = new Sessions();

    @AfterEach
    void stop() {
        sessions.close();
        assertThat(sessions.crowded).as("two threads in the endpoint at once").isFalse();
        assertThat(sessions.transport.hasOverlapped()).as("two writes at once").isFalse();
        assertThat(sessions.events).doesNotContain("wrong class loader");
    }

    private void awaitClosed(int code) {
        await().until(() -> sessions.released);
        assertThat(sessions.closed.getCloseCode().getCode()).isEqualTo(code);
        assertThat(sessions.events).filteredOn(event -> event.startsWith("close:")).hasSize(1);
        assertThat(sessions.events.get(sessions.events.size() - 1)).startsWith("close:");
        await().until(() -> sessions.open.snapshot().isEmpty());
        assertThat(sessions.session.isOpen()).isFalse();
    }

    @Test
    void opensReceivesSendsAndCloses() {
        sessions.onText = (session, text) -> session.getBasicRemote().sendText("echo " + text);
        sessions.open();
        assertThat(sessions.session.isOpen()).isTrue();

        sessions.peer.send("hello");
        sessions.peer.close(1000, "bye");

        assertThat(sessions.peer.events()).containsExactly("text:echo hello", "close:1000");
        awaitClosed(1000);
        assertThat(sessions.closed.getReasonPhrase()).isEqualTo("bye");
        assertThat(sessions.events).containsExactly("open", "opened", "text:hello", "close:1000");
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void hasToldItsOwnReasonWhenCloseReturns() throws Exception {
        sessions.open();
        sessions.session.close(new CloseReason(CloseCodes.GOING_AWAY, "over"));
        assertThat(sessions.session.isOpen()).isFalse();
        awaitClosed(1001);

        assertThat(sessions.peer.events()).containsExactly("close:1001 over");
        assertThat(sessions.transport.isClosed()).isFalse();
        sessions.peer.answer();
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void isOpenForOtherThreadsUntilABusyEndpointHasBeenTold() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicReference<Boolean> openInside = new AtomicReference<>();
        sessions.onText = (session, text) -> {
            inside.countDown();
            leave.await();
            openInside.set(session.isOpen());
        };
        sessions.open();
        Thread reader = new Thread(() -> sessions.peer.send("busy"));
        reader.start();
        inside.await();
        sessions.session.close();
        assertThat(sessions.session.isOpen()).isTrue();
        assertThat(sessions.closed).isNull();
        leave.countDown();
        awaitClosed(1000);
        assertThat(sessions.session.isOpen()).isFalse();
        assertThat(openInside.get()).isFalse();
        reader.join();
    }

    @Test
    void isOpenForOtherThreadsUntilTheEndpointIsToldThatThePeerHasClosed() throws Exception {
        sessions.open();
        AtomicReference<Boolean> openBefore = new AtomicReference<>();
        sessions.transport.beforeWrite(() -> openBefore.set(isOpenForAnotherThread()));
        sessions.peer.close(1000, "bye");
        awaitClosed(1000);
        assertThat(openBefore.get()).isTrue();
    }

    @Test
    void isClosedForOtherThreadsOnceOnCloseHasBeenCalled() throws Exception {
        AtomicReference<Boolean> openInside = new AtomicReference<>();
        sessions.onClose = (session, reason) -> openInside.set(isOpenForAnotherThread());
        sessions.open();
        sessions.peer.close(1000, "bye");
        awaitClosed(1000);
        assertThat(openInside.get()).isFalse();
    }

    private boolean isOpenForAnotherThread() {
        return CompletableFuture.supplyAsync(() -> sessions.session.isOpen()).join();
    }

    @Test
    void whatFindsItClosedFindsAlsoWhatOnCloseAndTheOnErrorBehindItHaveDone() throws Exception {
        AtomicReference<List<String>> found = new AtomicReference<>();
        Thread poller = new Thread(() -> {
            boolean open = sessions.session.isOpen();
            found.set(List.of("open: " + open, "errors: " + sessions.errors.size()));
        });
        sessions.onClose = (session, reason) -> {
            poller.start();
            while (poller.isAlive() && poller.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("for onError");
        };
        sessions.open();
        sessions.peer.close(1000, "bye");
        poller.join();
        assertThat(found.get()).containsExactly("open: false", "errors: 1");
    }

    @Test
    void dropsWhatThePeerSentBeforeItAnswered() throws Exception {
        sessions.onText = (session, text) -> { };
        sessions.open();
        sessions.session.close();
        sessions.peer.send("crossed the close frame");
        sessions.peer.answer();
        awaitClosed(1000);
        assertThat(sessions.events).containsExactly("open", "opened", "close:1000");
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void theContainersReasonIsToldAfterThePeersAnswer() {
        sessions.open();
        sessions.session.closeByContainer(new CloseReason(CloseCodes.GOING_AWAY, "stops"));
        assertThat(sessions.closed).isNull();
        assertThat(sessions.peer.events()).containsExactly("close:1001 stops");
        sessions.peer.answer();
        awaitClosed(1001);
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void endsWithItsOwnReasonThoughThePeerNeverAnswers() throws Exception {
        sessions.settings(Settings.builder().closeTimeout(Duration.ofMillis(50)).build()).open();
        sessions.session.close();
        awaitClosed(1000);
        await().until(sessions.transport::isAborted);
    }

    @Test
    void closesFromWithinOnOpen() {
        sessions.onOpen = (session, config) -> session.close();
        sessions.open();
        sessions.peer.answer();
        awaitClosed(1000);
        assertThat(sessions.events).containsExactly("open", "opened", "close:1000");
    }

    @Test
    void closesFromWithinAHandlerOfMessages() {
        sessions.onText = (session, text) -> session.close();
        sessions.open();
        sessions.peer.send("go");
        awaitClosed(1000);
        assertThat(sessions.events).containsExactly("open", "opened", "text:go", "close:1000");
        sessions.peer.answer();
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void aClientWaitsForTheServersEnd() throws Exception {
        sessions.role(Role.CLIENT).open();
        sessions.session.close();
        sessions.peer.answer();
        awaitClosed(1000);
        assertThat(sessions.transport.isClosed()).isFalse();
        sessions.transport.eof();
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void aClientGivesUpOnAServerThatDoesNotEndTheStream() {
        sessions.role(Role.CLIENT).settings(Settings.builder().closeTimeout(Duration.ofMillis(50)).build()).open();
        sessions.peer.close(1000, "");
        awaitClosed(1000);
        await().until(sessions.transport::isAborted);
    }

    @Test
    void reportsAnAbnormalEnd() {
        sessions.open();
        sessions.transport.eof();
        awaitClosed(1006);
        assertThat(sessions.errors).singleElement().isInstanceOf(SessionException.class)
                .extracting(Throwable::getCause).isInstanceOf(EOFException.class);
        assertThat(sessions.transport.isClosed()).isTrue();
    }

    @Test
    void reportsABrokenStream() {
        sessions.open();
        sessions.transport.fail(new IOException("connection reset"));
        awaitClosed(1006);
        assertThat(sessions.errors).singleElement().isInstanceOf(SessionException.class)
                .extracting(Throwable::getCause).isInstanceOf(IOException.class);
    }

    @Test
    void aFailedWriteEndsTheSession() {
        sessions.open();
        sessions.transport.mode(Mode.FAILING_LATER);
        sessions.session.getAsyncRemote().sendText("lost");
        awaitClosed(1006);
    }

    @Test
    void prefersThePeersReasonToTheFailureOfAWrite() {
        sessions.open();
        sessions.transport.mode(Mode.THROWING);
        sessions.session.getAsyncRemote().sendText("lost");
        sessions.peer.close(1001, "leaving");
        awaitClosed(1001);
    }

    @Test
    void violationsAreErrorsBeforeTheEnd() {
        sessions.onText = (session, text) -> { };
        sessions.onError = (session, error) -> session.getAsyncRemote().sendText("too late");
        sessions.open();
        sessions.transport.feed(new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0});
        awaitClosed(1002);
        assertThat(sessions.events).containsExactly("open", "opened", "error:SessionException", "close:1002");
        assertThat(sessions.peer.events()).hasSize(1);
        assertThat(sessions.peer.end().code()).isEqualTo(1002);
        await().until(sessions.transport::isClosed);
    }

    @Test
    void messagesOverTheLimitEndTheSession() {
        sessions.onText = (session, text) -> { };
        sessions.maxMessageSize = 5;
        sessions.open();
        sessions.peer.send("12345");
        sessions.peer.send("123456");
        awaitClosed(1009);
        assertThat(sessions.peer.end().code()).isEqualTo(1009);
    }

    @Test
    void anIdleTimeoutSendsACloseFrameAndReports1006() {
        sessions.open();
        sessions.session.setMaxIdleTimeout(1);
        await().until(() -> sessions.peer.end() != null);
        assertThat(sessions.peer.end().code()).isEqualTo(1001);
        sessions.peer.answer();
        awaitClosed(1006);
    }

    @Test
    void anIdlePeerThatDoesNotAnswerIsDropped() {
        sessions.open();
        sessions.session.setMaxIdleTimeout(1);
        await().atMost(Duration.ofSeconds(5)).until(() -> sessions.released);
        awaitClosed(1006);
        assertThat(sessions.transport.isAborted()).isTrue();
    }

    @Test
    void onCloseWaitsForTheHandlerThatRuns() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        sessions.onText = (session, text) -> {
            reached.countDown();
            blocked.await();
        };
        sessions.settings(Settings.builder().closeTimeout(Duration.ofMillis(20)).build()).open();
        Thread reader = new Thread(() -> sessions.peer.send("block"));
        reader.start();
        reached.await();
        sessions.session.close();
        await().until(sessions.transport::isAborted);
        assertThat(sessions.closed).isNull();
        blocked.countDown();
        reader.join();
        awaitClosed(1000);
    }

    @Test
    void exceptionsOfHandlersGoToOnErrorAndTheSessionStaysOpen() {
        sessions.onText = (session, text) -> {
            throw new IllegalStateException("bad " + text);
        };
        sessions.onError = (session, error) -> {
            // the end of the test is an error, too
            if (error instanceof IllegalStateException) {
                session.getBasicRemote().sendText("sorry: " + error.getMessage());
            }
        };
        sessions.open();
        sessions.peer.send("one");
        sessions.peer.send("two");
        assertThat(sessions.peer.events()).containsExactly("text:sorry: bad one", "text:sorry: bad two");
        assertThat(sessions.session.isOpen()).isTrue();
    }

    @Test
    void exceptionsOfOnOpenAndOnCloseGoToOnError() {
        sessions.onOpen = (session, config) -> {
            throw new IOException("open");
        };
        sessions.onClose = (session, reason) -> {
            throw new IOException("close");
        };
        sessions.open();
        assertThat(sessions.session.isOpen()).isTrue();
        sessions.peer.close(1000, "");
        await().until(() -> sessions.released);
        assertThat(sessions.errors).extracting(Throwable::getMessage).containsExactly("open", "close");
    }

    @Test
    void answersPings() {
        sessions.open();
        sessions.transport.feed(sessions.peer.encode(p -> p.sendPing(ByteBuffer.wrap(new byte[] {'a'}))));
        assertThat(sessions.peer.events()).containsExactly("pong:a");
    }

    @Test
    void dropsMessagesThatNobodyTakesAlsoWhereAnExtensionSeesWholeFrames() {
        sessions.extensions = new ExtensionPipeline(List.of(new WholeFrames()));
        sessions.open();
        sessions.peer.send("nobody takes it");
        sessions.peer.send(new byte[3]);
        assertThat(sessions.session.isOpen()).isTrue();
    }

    /** Leaves frames as they are, but wants to see them whole. */
    private static final class WholeFrames implements NegotiatedExtension {
        @Override
        public String name() {
            return "whole-frames";
        }

        @Override
        public List<ExtensionParameter> parameters() {
            return List.of();
        }

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            return outgoing;
        }
    }
}
