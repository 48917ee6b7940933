package dev.fairlead.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Settings.SlowConsumer;
import dev.fairlead.websocket.connection.MemoryTransport.Mode;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sends of one and of many threads, whole and in parts, waiting and not. */
@Timeout(60)
class SendingTest {
    private final Sessions sessions = new Sessions();

    @AfterEach
    void stop() {
        sessions.transport.abort();
        sessions.close();
        assertThat(sessions.transport.hasOverlapped()).as("two writes at once").isFalse();
    }

    private RemoteEndpoint.Basic basic() {
        return sessions.session.getBasicRemote();
    }

    private RemoteEndpoint.Async async() {
        return sessions.session.getAsyncRemote();
    }

    private interface Task {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> start(Task task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Until that many threads wait for a turn or for their bytes. */
    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AT_ONCE", "LATER", "CALLED_BACK_INSIDE"})
    void threadsThatSendAtOnceTakeTurns(Mode mode) throws Exception {
        sessions.transport.mode(mode);
        sessions.open();
        int threads = 4;
        int messages = 200;
        List<CompletableFuture<Void>> all = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t;
            boolean waits = t % 2 == 0;
            all.add(start(() -> {
                for (int i = 0; i < messages; i++) {
                    if (waits) {
                        basic().sendText(name + "-" + i);
                    } else {
                        async().sendText(name + "-" + i, result -> {
                            if (!result.isOK()) {
                                failures.add(result.getException());
                            }
                        });
                    }
                }
            }));
        }
        for (CompletableFuture<Void> each : all) {
            each.get(30, TimeUnit.SECONDS);
        }
        await().until(() -> sessions.peer.events().size() == threads * messages);
        assertThat(failures).isEmpty();
        for (int t = 0; t < threads; t++) {
            String prefix = "text:t" + t + "-";
            List<String> own = sessions.peer.events().stream().filter(each -> each.startsWith(prefix)).toList();
            for (int i = 0; i < messages; i++) {
                assertThat(own.get(i)).isEqualTo(prefix + i);
            }
        }
    }

    @Test
    void partsOfAMessageAreNotInterleavedWithMessagesButWithPings() throws Exception {
        sessions.open();
        sessions.peer.partial();
        basic().sendText("a", false);
        CompletableFuture<Void> other = start(() -> basic().sendText("whole"));
        CompletableFuture<Void> parts = start(() -> {
            basic().sendText("x", false);
            basic().sendText("y", true);
        });
        CompletableFuture<Future<Void>> queued = new CompletableFuture<>();
        start(() -> queued.complete(async().sendText("queued"))).get();
        start(() -> basic().sendPing(ByteBuffer.wrap(new byte[] {'p'}))).get();
        basic().sendText("b", false);
        assertThat(other).isNotDone();
        assertThat(queued.get().isDone()).isFalse();
        basic().sendText("c", true);
        other.get();
        parts.get();
        queued.get().get();
        List<String> events = sessions.peer.events();
        assertThat(events.subList(0, 5)).containsExactly("text+:a", "ping:p", "text+:b", "text:c", "text:queued");
        assertThat(events).contains("text:whole");
        assertThat(events.indexOf("text:y")).isEqualTo(events.indexOf("text+:x") + 1);
    }

    @Test
    void aThreadThatBeginsAMessageInsideOfItsOwnIsToldSo() throws Exception {
        sessions.open();
        basic().sendText("a", false);
        assertThatThrownBy(() -> basic().sendText("b")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("isLast=false");
        assertThatThrownBy(() -> async().sendText("b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> basic().sendBinary(ByteBuffer.allocate(1), true)).isInstanceOf(IllegalStateException.class);
        basic().sendText("b", true);
        basic().sendText("c");
        assertThat(sessions.peer.events()).containsExactly("text:ab", "text:c");
    }

    @Test
    void anEndpointMayContinueAMessageInALaterCallback() throws Exception {
        sessions.onText = (session, text) -> session.getBasicRemote().sendText(text, text.equals("3"));
        sessions.open();
        for (int i = 1; i <= 3; i++) {
            String text = Integer.toString(i);
            start(() -> sessions.peer.send(text)).get();
        }
        assertThat(sessions.errors).isEmpty();
        assertThat(sessions.peer.events()).containsExactly("text:123");
    }

    @Test
    void theMessageOfAThreadThatHasEndedMayBeContinued() throws Exception {
        sessions.open();
        Thread first = new Thread(() -> {
            try {
                basic().sendText("a", false);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        first.start();
        first.join();
        basic().sendText("b", true);
        assertThat(sessions.peer.events()).containsExactly("text:ab");
    }

    @Test
    void aMessageThatIsNeverEndedHoldsOthersUpForTheSendTimeoutOnly() throws Exception {
        sessions.settings(Settings.builder().sendTimeout(Duration.ofMillis(50)).build()).open();
        basic().sendText("a", false);
        assertThat(start(() -> basic().sendText("whole")))
                .failsWithin(Duration.ofSeconds(10)).withThrowableThat().withCauseInstanceOf(SocketTimeoutException.class);
        basic().sendText("b", true);
        assertThat(sessions.peer.events()).containsExactly("text:ab");
        assertThat(sessions.session.isOpen()).isTrue();
    }

    @Test
    void whatIsSentDuringAWriteLeavesInOneWrite() {
        sessions.transport.mode(Mode.STALLED);
        sessions.open();
        for (int i = 0; i < 100; i++) {
            async().sendText("m" + i);
        }
        sessions.transport.resume(Mode.AT_ONCE);
        assertThat(sessions.peer.events()).hasSize(100);
        assertThat(sessions.transport.writes()).hasSize(2);
    }

    @Test
    void repliesToFramesThatCameTogetherLeaveTogether() throws Exception {
        sessions.onText = (session, text) -> session.reply("re:" + text, OutgoingMessage.ORDINARY);
        sessions.open();
        sessions.transport.feed(sessions.peer.encode(p -> {
            for (int i = 0; i < 16; i++) {
                p.sendText("m" + i, true);
            }
        }));
        assertThat(sessions.transport.writes()).hasSize(1);
        assertThat(sessions.peer.events()).hasSize(16).startsWith("text:re:m0").endsWith("text:re:m15");
    }

    @Test
    void asynchronousSendsOfAHandlerLeaveTogether() {
        sessions.onText = (session, text) -> {
            for (int i = 0; i < 10; i++) {
                session.getAsyncRemote().sendText("m" + i);
            }
        };
        sessions.open();
        sessions.peer.send("go");
        assertThat(sessions.transport.writes()).hasSize(1);
        assertThat(sessions.peer.events()).hasSize(10);
    }

    @Test
    void aBlockingSendHasLeftWhenItReturns() {
        AtomicInteger writes = new AtomicInteger();
        sessions.onText = (session, text) -> {
            session.getAsyncRemote().sendText("first");
            session.getBasicRemote().sendText("second");
            writes.set(sessions.transport.writes().size());
        };
        sessions.open();
        sessions.peer.send("go");
        assertThat(writes).hasValue(1);
        assertThat(sessions.peer.events()).containsExactly("text:first", "text:second");
    }

    @Test
    void nothingWaitsBehindAHandlerThatBlocks() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        sessions.onText = (session, text) -> {
            session.getAsyncRemote().sendText("soon");
            go.await();
        };
        sessions.open();
        CompletableFuture<Void> reader = start(() -> sessions.peer.send("go"));
        await().until(() -> sessions.transport.writes().size() == 1);
        assertThat(reader).isNotDone();
        go.countDown();
        reader.get();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AT_ONCE", "LATER", "CALLED_BACK_INSIDE"})
    void aHandlerMayWaitForItsOwnAsynchronousSend(Mode mode) throws Exception {
        sessions.transport.mode(mode);
        CompletableFuture<String> done = new CompletableFuture<>();
        sessions.onText = (session, text) -> {
            session.getAsyncRemote().sendText("async").get(10, TimeUnit.SECONDS);
            done.complete("sent");
        };
        sessions.open();
        sessions.peer.send("go");
        assertThat(done.get()).isEqualTo("sent");
    }

    @Test
    void aBlockingSendThatThePeerDoesNotTakeCutsTheConnection() {
        sessions.transport.mode(Mode.STALLED);
        sessions.settings(Settings.builder().sendTimeout(Duration.ofMillis(50)).build()).open();
        assertThatThrownBy(() -> basic().sendText("hello")).isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("fairlead.sendTimeout");
        await().until(() -> sessions.released);
        assertThat(sessions.closed.getCloseCode().getCode()).isEqualTo(1006);
        assertThat(sessions.transport.isAborted()).isTrue();
        assertThatThrownBy(() -> basic().sendText("more")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAsynchronousSendThatTakesTooLongFailsAndCutsTheConnection() {
        sessions.transport.mode(Mode.STALLED);
        sessions.open();
        async().setSendTimeout(30);
        Future<Void> send = async().sendText("hello");
        assertThatThrownBy(() -> send.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class);
        await().until(() -> sessions.released);
        assertThat(sessions.closed.getCloseCode().getCode()).isEqualTo(1006);
    }

    @Test
    void anAsynchronousSendBehindAMessageThatIsNotEndedFailsAlone() throws Exception {
        sessions.open();
        basic().sendText("a", false);
        async().setSendTimeout(30);
        Future<Void> send = CompletableFuture.supplyAsync(() -> async().sendText("b")).get();
        assertThatThrownBy(() -> send.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SocketTimeoutException.class);
        basic().sendText("c", true);
        assertThat(sessions.peer.events()).containsExactly("text:ac");
    }

    @Test
    void aSendThatWaitsForAnotherMessageCanBeCancelled() throws Exception {
        sessions.open();
        basic().sendText("a", false);
        Future<Void> send = CompletableFuture.supplyAsync(() -> async().sendText("b")).get();
        assertThat(send.cancel(true)).isTrue();
        assertThat(send.isCancelled()).isTrue();
        assertThat(send.isDone()).isTrue();
        basic().sendText("c", true);
        Future<Void> sent = async().sendText("d");
        assertThat(sent.cancel(true)).isFalse();
        assertThat(sessions.peer.events()).containsExactly("text:ac", "text:d");
    }

    @Test
    void sendsFailWhenTheStreamBreaks() {
        sessions.transport.mode(Mode.STALLED);
        sessions.open();
        List<SendResult> results = new CopyOnWriteArrayList<>();
        async().sendText("one", results::add);
        async().sendText("two", results::add);
        sessions.transport.fail(new IOException("reset"));
        await().until(() -> results.size() == 2);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.isOK()).isFalse();
            assertThat(result.getException()).isInstanceOf(IOException.class);
            assertThat(result.getSession()).isSameAs(sessions.session);
        });
    }

    @Test
    void aChainOfCallbacksMakesNoStackGrow() throws Exception {
        sessions.open();
        int length = 20_000;
        CountDownLatch done = new CountDownLatch(length);
        SendHandler[] chain = new SendHandler[1];
        chain[0] = result -> {
            done.countDown();
            if (done.getCount() > 0) {
                async().sendText("next", chain[0]);
            }
        };
        async().sendText("first", chain[0]);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sessions.transport.writes()).hasSize(length);
    }

    @Test
    void callbacksRunOnNoThreadOfTheTransport() throws Exception {
        sessions.transport.mode(Mode.LATER);
        sessions.open();
        CompletableFuture<String> thread = new CompletableFuture<>();
        async().sendText("x", result -> thread.complete(Thread.currentThread().getName()));
        assertThat(thread.get(10, TimeUnit.SECONDS)).doesNotContain("transport");
    }

    @Test
    void aCallbackThatBlocksHoldsNoSendUp() throws Exception {
        sessions.open();
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> blocked = start(() -> async().sendText("x", result -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }));
        await().until(() -> sessions.peer.events().size() == 1);
        basic().sendText("y");
        async().sendText("z").get(10, TimeUnit.SECONDS);
        assertThat(blocked).isNotDone();
        go.countDown();
        blocked.get();
        assertThat(sessions.peer.events()).containsExactly("text:x", "text:y", "text:z");
    }

    private void fill(SlowConsumer policy) {
        fill(policy, Duration.ofMillis(100));
    }

    private void fill(SlowConsumer policy, Duration sendTimeout) {
        sessions.transport.mode(Mode.STALLED);
        sessions.settings(Settings.builder().sendQueueSize(1000).slowConsumer(policy)
                .sendTimeout(sendTimeout).closeTimeout(Duration.ofMillis(100)).build()).open();
        for (int i = 0; i < 9; i++) {
            async().sendBinary(ByteBuffer.allocate(100));
        }
    }

    @Test
    void aFullQueueFailsTheSend() {
        fill(SlowConsumer.FAIL);
        Future<Void> refused = async().sendBinary(ByteBuffer.allocate(200));
        assertThatThrownBy(refused::get).hasCauseInstanceOf(IOException.class).hasMessageContaining("fairlead.sendQueueSize");
        assertThat(sessions.session.isOpen()).isTrue();
        sessions.transport.resume(Mode.AT_ONCE);
        assertThat(sessions.peer.events()).hasSize(9);
    }

    @Test
    void aFullQueueClosesTheSlowConsumer() {
        fill(SlowConsumer.CLOSE);
        Future<Void> refused = async().sendBinary(ByteBuffer.allocate(200));
        assertThatThrownBy(refused::get).hasCauseInstanceOf(IOException.class);
        assertThat(sessions.session.isOpen()).isFalse();
        await().until(() -> sessions.released);
        assertThat(sessions.closed.getCloseCode().getCode()).isEqualTo(1013);
    }

    @Test
    void aFullQueueBlocksTheSenderUntilThereIsRoom() throws Exception {
        fill(SlowConsumer.BLOCK, Duration.ofSeconds(30));
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Future<Void>> blocked = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            started.countDown();
            blocked.complete(async().sendBinary(ByteBuffer.allocate(200)));
        });
        thread.start();
        started.await();
        awaitWaiting(thread);
        sessions.transport.resume(Mode.AT_ONCE);
        blocked.get(10, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
        assertThat(sessions.peer.events()).hasSize(10);
    }

    @Test
    void aFullQueueBlocksTheSenderForTheSendTimeoutAtMost() {
        fill(SlowConsumer.BLOCK);
        Future<Void> refused = async().sendBinary(ByteBuffer.allocate(200));
        assertThatThrownBy(refused::get).hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aMessageLargerThanTheQueueIsTakenWhenNothingWaits() throws Exception {
        sessions.settings(Settings.builder().sendQueueSize(1000).slowConsumer(SlowConsumer.FAIL).build()).open();
        async().sendBinary(ByteBuffer.allocate(100_000)).get();
        assertThat(sessions.peer.events()).containsExactly("binary:100000");
    }

    @Test
    void noLockIsHeldDuringAWrite() throws Exception {
        sessions.open();
        CountDownLatch inWrite = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        sessions.transport.beforeWrite(() -> {
            inWrite.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        CompletableFuture<Void> writer = start(() -> basic().sendText("slow"));
        inWrite.await();
        Future<Void> queued = async().sendText("queued");
        assertThat(sessions.session.isOpen()).isTrue();
        assertThat(async().getBatchingAllowed()).isFalse();
        assertThat(queued.isDone()).isFalse();
        go.countDown();
        writer.get();
        queued.get(10, TimeUnit.SECONDS);
        assertThat(sessions.peer.events()).containsExactly("text:slow", "text:queued");
    }

    @Test
    void aSenderThatIsInterruptedStopsWaiting() throws Exception {
        sessions.transport.mode(Mode.STALLED);
        sessions.open();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> send = start(() -> {
            thread.complete(Thread.currentThread());
            try {
                basic().sendText("x");
            } finally {
                interrupted.complete(Thread.currentThread().isInterrupted());
            }
        });
        awaitWaiting(thread.get());
        thread.get().interrupt();
        assertThat(send).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                .withCauseInstanceOf(InterruptedIOException.class);
        assertThat(interrupted.get()).isTrue();
        sessions.transport.resume(Mode.AT_ONCE);
        assertThat(sessions.peer.events()).containsExactly("text:x");
    }

    @Test
    void whoWritesForOthersIsRelievedAfterAWhile() throws Exception {
        sessions.open();
        AtomicInteger more = new AtomicInteger(100);
        Thread[] first = new Thread[1];
        CountDownLatch relieved = new CountDownLatch(1);
        sessions.transport.beforeWrite(() -> {
            if (first[0] == null) {
                first[0] = Thread.currentThread();
            } else if (first[0] != Thread.currentThread()) {
                relieved.countDown();
            }
            if (more.decrementAndGet() > 0) {
                try {
                    start(() -> async().sendText("more")).get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new AssertionError(e);
                }
            }
        });
        basic().sendText("mine");
        assertThat(relieved.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> sessions.peer.events().size() == 100);
    }

    @Test
    void batchesLeaveWhenTheyAreFlushed() throws Exception {
        sessions.open();
        basic().setBatchingAllowed(true);
        assertThat(async().getBatchingAllowed()).isTrue();
        byte[] data = {1, 2, 3};
        basic().sendText("a");
        basic().sendBinary(ByteBuffer.wrap(data));
        assertThat(async().sendText("b").isDone()).isTrue();
        basic().flushBatch();
        assertThat(sessions.peer.events()).containsExactly("text:a", "binary:3", "text:b");
        basic().sendText("c");
        basic().setBatchingAllowed(false);
        assertThat(sessions.peer.events()).endsWith("text:c");
        basic().sendText("d");
        assertThat(sessions.peer.events()).endsWith("text:d");
    }

    @Test
    void batchesAreBounded() throws Exception {
        sessions.open();
        basic().setBatchingAllowed(true);
        for (int i = 0; i < 70; i++) {
            basic().sendBinary(ByteBuffer.allocate(1000));
        }
        assertThat(sessions.peer.events()).hasSizeBetween(60, 70);
    }

    @Test
    void aStreamThatFitsIsOneFrame() throws Exception {
        sessions.open();
        sessions.peer.partial();
        try (Writer writer = basic().getSendWriter()) {
            writer.write("hello ");
            writer.append("world");
        }
        try (OutputStream stream = basic().getSendStream()) {
            stream.write(1);
            stream.write(new byte[100]);
        }
        assertThat(sessions.peer.events()).containsExactly("text:hello world", "binary:101");
    }

    @Test
    void aStreamThatWasNotWrittenSendsNothingAndAnEmptyWriteAnEmptyMessage() throws Exception {
        sessions.open();
        basic().getSendStream().close();
        basic().getSendWriter().close();
        try (OutputStream stream = basic().getSendStream()) {
            stream.write(new byte[0]);
        }
        try (Writer writer = basic().getSendWriter()) {
            writer.write("");
        }
        assertThat(sessions.peer.events()).containsExactly("binary:0", "text:");
    }

    @Test
    void largeStreamsLeaveInPartsAndHoldOthersUp() throws Exception {
        sessions.open();
        OutputStream stream = basic().getSendStream();
        for (int i = 0; i < 100; i++) {
            stream.write(new byte[1000]);
        }
        assertThatThrownBy(() -> basic().sendText("inside")).isInstanceOf(IllegalStateException.class);
        CompletableFuture<Void> other = start(() -> basic().sendText("other"));
        start(() -> stream.write(new byte[9000])).get();
        stream.close();
        other.get();
        assertThat(sessions.peer.events()).containsExactly("binary:109000", "text:other");
    }

    @Test
    void abandonedStreamsAndFailedEncodersLeaveTheSessionUsable() throws Exception {
        sessions.open();
        assertThatThrownBy(() -> basic().sendObject(new Exception("x"))).hasMessage("can't");
        assertThatThrownBy(() -> async().sendObject(new Exception("x")).get()).isInstanceOf(ExecutionException.class);
        assertThatThrownBy(() -> basic().sendObject(new Character[] {'a', null})).isInstanceOf(NullPointerException.class);
        basic().sendObject(new Character[] {'o', 'k'});
        assertThat(sessions.peer.events()).containsExactly("text:ok");
    }

    @Test
    void nullsAndLongPingsAreRefused() {
        sessions.open();
        assertThatThrownBy(() -> basic().sendText(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendBinary(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendText(null, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendBinary(null, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendObject(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> async().sendText("x", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> async().sendText(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> async().sendBinary(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> async().sendObject(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendPing(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendPing(ByteBuffer.allocate(126))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> basic().sendPong(ByteBuffer.allocate(126))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBufferThatWasSentIsAtItsLimit() throws Exception {
        sessions.open();
        ByteBuffer data = ByteBuffer.allocate(10);
        basic().sendBinary(data);
        assertThat(data.remaining()).isZero();
        assertThat(data.limit()).isEqualTo(10);
    }

    @Test
    void sendsAfterTheCloseFrameFail() throws Exception {
        sessions.open();
        RemoteEndpoint.Basic basic = basic();
        RemoteEndpoint.Async async = async();
        sessions.session.close();
        assertThatThrownBy(() -> basic.sendText("x")).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> async.sendText("x").get()).hasCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> basic.setBatchingAllowed(true)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sessions.peer.events()).containsExactly("close:1000");
    }

    @Test
    void closingFailsWhatWaitsForAMessageThatIsNotEnded() throws Exception {
        sessions.open();
        basic().sendText("a", false);
        CompletableFuture<Void> blocked = start(() -> basic().sendText("b"));
        Future<Void> queued = CompletableFuture.supplyAsync(() -> async().sendText("c")).get();
        sessions.session.close();
        assertThat(blocked).failsWithin(Duration.ofSeconds(10));
        assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void closingSendsFirstWhatWasAccepted() throws Exception {
        sessions.transport.mode(Mode.STALLED);
        sessions.open();
        for (int i = 0; i < 50; i++) {
            async().sendText("m" + i);
        }
        sessions.session.close();
        sessions.transport.resume(Mode.AT_ONCE);
        assertThat(sessions.peer.events()).hasSize(51).endsWith("close:1000");
    }
}
