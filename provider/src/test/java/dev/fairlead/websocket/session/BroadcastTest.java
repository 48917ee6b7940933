package dev.fairlead.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Broadcast;
import dev.fairlead.websocket.BroadcastResult;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.Settings.SlowConsumer;
import dev.fairlead.websocket.connection.MemoryTransport.Mode;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One message to many sessions. */
@Timeout(60)
class BroadcastTest {
    private final List<Sessions> all = new ArrayList<>();

    @AfterEach
    void stop() {
        for (Sessions each : all) {
            each.transport.abort();
            each.close();
            assertThat(each.transport.hasOverlapped()).as("two writes at once").isFalse();
        }
    }

    private Sessions add(Sessions sessions) {
        all.add(sessions);
        return sessions;
    }

    private Sessions server() {
        return add(new Sessions()).open();
    }

    private Sessions server(Mode mode, Settings settings) {
        Sessions sessions = add(new Sessions().settings(settings));
        sessions.transport.mode(mode);
        return sessions.open();
    }

    private static Settings narrow(SlowConsumer policy) {
        return Settings.builder().sendQueueSize(1000).slowConsumer(policy).closeTimeout(Duration.ofMillis(100)).build();
    }

    private List<Session> sessions() {
        return all.stream().<Session>map(each -> each.session).toList();
    }

    private static void finish(BroadcastResult result) throws Exception {
        assertThat(result.completion().get(10, TimeUnit.SECONDS)).isSameAs(result);
        assertThat(result.isDone()).isTrue();
        assertThat(result.pending()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"AT_ONCE", "LATER", "CALLED_BACK_INSIDE"})
    void everySessionGetsTheMessage(Mode mode) throws Exception {
        for (int i = 0; i < 20; i++) {
            server(mode, Settings.DEFAULTS);
        }
        add(new Sessions().role(Role.CLIENT)).open();
        ByteBuffer data = ByteBuffer.wrap(new byte[10], 2, 5);
        BroadcastResult text = Broadcast.send(sessions(), "h\u00e9llo");
        BroadcastResult binary = Broadcast.send(sessions(), data);
        BroadcastResult bytes = Broadcast.send(sessions(), new byte[3]);
        for (BroadcastResult result : List.of(text, binary, bytes)) {
            finish(result);
            assertThat(result.sent()).isEqualTo(21);
            assertThat(result.closed()).isZero();
            assertThat(result.failures()).isEmpty();
        }
        assertThat(data.position()).isEqualTo(2);
        for (Sessions each : all) {
            assertThat(each.peer.events()).containsExactly("text:h\u00e9llo", "binary:5", "binary:3");
        }
    }

    @Test
    void nobodyIsNeeded() throws Exception {
        BroadcastResult result = Broadcast.send(List.of(), "x");
        finish(result);
        assertThat(result).hasToString("sent 0, pending 0, closed 0, failed 0");
        assertThatThrownBy(() -> Broadcast.send(List.of(), (String) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void comesInOrderWithTheSessionsOtherSends() throws Exception {
        Sessions slow = server(Mode.STALLED, Settings.DEFAULTS);
        Session session = slow.session;
        session.getAsyncRemote().sendText("1");
        Broadcast.send(sessions(), "2");
        session.getAsyncRemote().sendText("3");
        Broadcast.send(sessions(), "4");
        slow.transport.resume(Mode.AT_ONCE);
        session.getBasicRemote().sendText("5");
        assertThat(slow.peer.events()).containsExactly("text:1", "text:2", "text:3", "text:4", "text:5");
    }

    @Test
    void waitsBehindAMessageInPartsAlsoOfTheSameThread() throws Exception {
        Sessions one = server();
        Sessions other = server();
        one.session.getBasicRemote().sendText("a", false);
        BroadcastResult result = Broadcast.send(sessions(), "to all");
        one.session.getBasicRemote().sendText("b", false);
        assertThat(other.peer.events()).containsExactly("text:to all");
        assertThat(one.peer.events()).isEmpty();
        assertThat(result.pending()).isOne();
        assertThat(result.sent()).isOne();
        one.session.getBasicRemote().sendText("c", true);
        assertThat(one.peer.events()).containsExactly("text:abc", "text:to all");
        finish(result);
    }

    @Test
    void aSlowSessionHoldsNobodyUp() throws Exception {
        Sessions slow = server(Mode.STALLED, Settings.DEFAULTS);
        Sessions fast = server();
        BroadcastResult first = Broadcast.send(sessions(), "1");
        BroadcastResult second = Broadcast.send(sessions(), "2");
        assertThat(fast.peer.events()).containsExactly("text:1", "text:2");
        assertThat(first).hasToString("sent 1, pending 1, closed 0, failed 0");
        CompletableFuture<BroadcastResult> done = second.completion();
        assertThat(done).isNotDone();
        slow.transport.resume(Mode.AT_ONCE);
        assertThat(done.get(10, TimeUnit.SECONDS).sent()).isEqualTo(2);
        finish(first);
        assertThat(slow.peer.events()).containsExactly("text:1", "text:2");
    }

    @ParameterizedTest
    @EnumSource(value = SlowConsumer.class, names = {"BLOCK", "FAIL"})
    void aFullQueueFailsForItsSessionAloneAndAtOnce(SlowConsumer policy) throws Exception {
        Sessions slow = server(Mode.STALLED, narrow(policy));
        Sessions fast = server(Mode.AT_ONCE, narrow(policy));
        String text = "x".repeat(400);
        Broadcast.send(sessions(), text);
        Broadcast.send(sessions(), text);
        BroadcastResult third = Broadcast.send(sessions(), text);
        finish(third);
        assertThat(third.sent()).isOne();
        assertThat(third.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.session()).isSameAs(slow.session);
            assertThat(failure.cause()).isInstanceOf(IOException.class).hasMessageContaining("fairlead.sendQueueSize");
        });
        assertThat(fast.peer.events()).hasSize(3);
        assertThat(slow.session.isOpen()).isTrue();
        slow.transport.resume(Mode.AT_ONCE);
        assertThat(slow.peer.events()).hasSize(2);
    }

    @Test
    void aFullQueueClosesItsSessionAloneWhereThatIsSet() throws Exception {
        Sessions slow = server(Mode.STALLED, narrow(SlowConsumer.CLOSE));
        Sessions fast = server(Mode.AT_ONCE, narrow(SlowConsumer.CLOSE));
        Broadcast.send(sessions(), "x".repeat(900));
        BroadcastResult second = Broadcast.send(sessions(), "x".repeat(900));
        finish(second);
        assertThat(second.failures()).hasSize(1);
        BroadcastResult third = Broadcast.send(sessions(), "x");
        finish(third);
        assertThat(third.closed()).isOne();
        assertThat(fast.peer.events()).hasSize(3);
        await().until(() -> slow.released);
        assertThat(slow.closed.getCloseCode().getCode()).isEqualTo(1013);
    }

    @Test
    void closedSessionsArePassedOver() throws Exception {
        Sessions open = server();
        Sessions closing = server();
        Sessions ended = server();
        closing.session.close();
        ended.session.close();
        ended.peer.answer();
        await().until(() -> ended.released);
        BroadcastResult result = Broadcast.send(sessions(), "x");
        finish(result);
        assertThat(result).hasToString("sent 1, pending 0, closed 2, failed 0");
        assertThat(open.peer.events()).containsExactly("text:x");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"THROWING", "FAILING_LATER"})
    void aSessionThatBreaksFailsAlone(Mode mode) throws Exception {
        Sessions broken = server(mode, Settings.DEFAULTS);
        Sessions fine = server();
        BroadcastResult result = Broadcast.send(sessions(), "x");
        finish(result);
        assertThat(result.failures()).extracting(BroadcastResult.Failure::session).containsExactly(broken.session);
        assertThat(fine.peer.events()).containsExactly("text:x");
    }

    @Test
    void aTransportThatThrowsWhatItShouldNotFailsAlone() throws Exception {
        Sessions broken = server();
        broken.transport.beforeWrite(() -> {
            throw new IllegalStateException("defect");
        });
        Sessions fine = server();
        BroadcastResult result = Broadcast.send(sessions(), "x");
        finish(result);
        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("defect"));
        assertThat(fine.peer.events()).containsExactly("text:x");
    }

    @Test
    void anExtensionThatFailsIsAFailureOfItsSession() throws Exception {
        Sessions failing = add(new Sessions());
        failing.extensions = new ExtensionPipeline(List.of(new NegotiatedExtension() {
            @Override
            public String name() {
                return "failing";
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
                throw new IllegalStateException("defect");
            }
        }));
        failing.open();
        Sessions fine = server();
        BroadcastResult result = Broadcast.send(sessions(), "x");
        finish(result);
        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.cause()).hasMessageContaining("extension failing failed"));
        assertThat(fine.peer.events()).containsExactly("text:x");
        assertThat(failing.peer.end().code()).isEqualTo(1011);
    }

    @Test
    void twoBroadcastsAtOnceAreNotMixed() throws Exception {
        for (int i = 0; i < 4; i++) {
            server(i % 2 == 0 ? Mode.AT_ONCE : Mode.LATER, Settings.DEFAULTS);
        }
        List<Session> sessions = sessions();
        int messages = 300;
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < messages; i++) {
                    Broadcast.send(sessions, name + i);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Sessions each : all) {
            List<String> events = new ArrayList<>();
            await().until(() -> events.addAll(each.peer.events()) & events.size() >= 3 * messages);
            for (String name : List.of("a", "b", "c")) {
                List<String> own = each.peer.events().stream().filter(event -> event.startsWith("text:" + name)).toList();
                assertThat(own).hasSize(messages);
                for (int i = 0; i < messages; i++) {
                    assertThat(own.get(i)).isEqualTo("text:" + name + i);
                }
            }
        }
    }

    @Test
    void whoWaitsForTheEndIsToldByNoThreadOfTheTransportAndWithoutALock() throws Exception {
        Sessions slow = server(Mode.STALLED, Settings.DEFAULTS);
        BroadcastResult result = Broadcast.send(sessions(), "x");
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> told = result.completion().thenApply(done -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Thread.currentThread().getName();
        });
        slow.transport.resume(Mode.AT_ONCE);
        slow.session.getBasicRemote().sendText("y");
        assertThat(slow.peer.events()).containsExactly("text:x", "text:y");
        go.countDown();
        assertThat(told.get(10, TimeUnit.SECONDS)).doesNotContain("transport");
    }

    @Test
    void aSendTimeoutOfTheSessionHolds() throws Exception {
        Sessions slow = server(Mode.STALLED, Settings.DEFAULTS);
        slow.session.getAsyncRemote().setSendTimeout(30);
        BroadcastResult result = Broadcast.send(sessions(), "x");
        finish(result);
        assertThat(result.failures()).hasSize(1);
        await().until(() -> slow.released);
    }

    @Test
    void anObjectIsEncodedOnceForAllWithTheSameEncoders() throws Exception {
        Object kind = new Object();
        AtomicInteger encoded = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            Sessions each = server();
            each.kind = kind;
            each.onEncode = encoded::incrementAndGet;
        }
        all.get(0).session.close();
        Sessions other = server();
        BroadcastResult result = Broadcast.sendObject(sessions(), new StringBuilder("built"));
        finish(result);
        assertThat(result).hasToString("sent 3, pending 0, closed 1, failed 0");
        assertThat(encoded).hasValue(1);
        assertThat(other.peer.events()).containsExactly("text:built");
        assertThat(all.get(2).peer.events()).containsExactly("text:built");
        Broadcast.sendObject(sessions(), ByteBuffer.allocate(2));
        Broadcast.sendObject(sessions(), new Character[] {'c', 'd'});
        assertThat(other.peer.events()).containsExactly("text:built", "binary:2", "text:cd");
    }

    @Test
    void anEncoderThatFailsIsAFailureOfEachSession() throws Exception {
        server();
        server();
        BroadcastResult result = Broadcast.sendObject(sessions(), new Exception());
        finish(result);
        assertThat(result.failures()).hasSize(2)
                .allSatisfy(failure -> assertThat(failure.cause()).isInstanceOf(EncodeException.class));
        assertThat(all.get(0).session.isOpen()).isTrue();
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    }

    @Test
    void aWrappedSessionIsKnownByItsRemote() throws Exception {
        Sessions wrapped = server(Mode.STALLED, narrow(SlowConsumer.BLOCK));
        Session wrapper = proxy(Session.class, (self, method, arguments) -> method.invoke(wrapped.session, arguments));
        Broadcast.send(List.of(wrapper), "x".repeat(900));
        BroadcastResult second = Broadcast.send(List.of(wrapper), "x".repeat(900));
        finish(second);
        assertThat(second.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.session()).isSameAs(wrapper));
    }

    @Test
    void aSessionOfAnotherProviderIsSentToByItsRemote() throws Exception {
        List<Object> sent = new ArrayList<>();
        boolean[] works = {true};
        RemoteEndpoint.Async remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> {
            if (!works[0]) {
                throw new IllegalStateException("TEXT_FULL_WRITING");
            }
            sent.add(arguments[0]);
            ((SendHandler) arguments[1]).onResult(new SendResult((Session) null));
            return null;
        });
        Session foreign = proxy(Session.class, (self, method, arguments) -> switch (method.getName()) {
            case "isOpen" -> true;
            case "getAsyncRemote" -> remote;
            default -> throw new UnsupportedOperationException(method.getName());
        });
        Sessions own = server();
        BroadcastResult text = Broadcast.send(List.of(foreign, own.session), "x");
        BroadcastResult binary = Broadcast.send(List.of(foreign, own.session), new byte[] {7});
        assertThat(text.sent() + binary.sent()).isEqualTo(4);
        assertThat(sent).containsExactly("x", ByteBuffer.wrap(new byte[] {7}));
        Broadcast.sendObject(List.of(foreign), 42);
        assertThat(sent).endsWith(42);
        works[0] = false;
        BroadcastResult failed = Broadcast.send(List.of(foreign, own.session), "y");
        finish(failed);
        assertThat(failed).hasToString("sent 1, pending 0, closed 0, failed 1");
        assertThat(failed.failures().get(0).cause()).hasMessage("TEXT_FULL_WRITING");
        assertThat(own.peer.events()).containsExactly("text:x", "binary:1", "text:y");
    }
}
