package dev.fairlead.it.suite;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Endpoints for the facts that no container's own upgrade gets right. */
public final class FactsEndpoints {
    static final int MUCH = 5_000_000;

    private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> TAKEN = new ConcurrentHashMap<>();
    private static final AtomicInteger CLOSED = new AtomicInteger();

    private FactsEndpoints() {
    }

    private static void ignore(IOException e) {
        // The connection has ended otherwise; the test sees that.
    }

    /** Ends from another thread, or after much has been sent. */
    @ServerEndpoint("/facts")
    public static class Ending {
        @OnMessage
        public String on(String what, Session session) throws IOException {
            switch (what) {
                case "close from another thread" -> new Thread(() -> {
                    try {
                        session.close(new CloseReason(CloseCodes.GOING_AWAY, "from another thread"));
                    } catch (IOException e) {
                        ignore(e);
                    }
                }).start();
                case "much and close" -> {
                    session.getBasicRemote().sendBinary(ByteBuffer.wrap(new byte[MUCH]));
                    session.close();
                }
                case "much asynchronously and close" -> {
                    for (int i = 0; i < 5; i++) {
                        session.getAsyncRemote().sendBinary(ByteBuffer.wrap(new byte[MUCH / 5]));
                    }
                    session.close();
                }
                case "closed" -> {
                    return String.valueOf(CLOSED.get());
                }
                default -> {
                    return what;
                }
            }
            return null;
        }

        @OnClose
        public void close() {
            CLOSED.incrementAndGet();
        }

        @OnError
        public void error(Throwable error) {
            // a peer that is gone
        }
    }

    /** Takes nothing before its gate is opened. */
    @ServerEndpoint("/gate/{key}")
    public static class Gate {
        @OnMessage(maxMessageSize = 1 << 20)
        public void on(byte[] data, @PathParam("key") String key) throws InterruptedException {
            CountDownLatch gate = GATES.computeIfAbsent(key, k -> new CountDownLatch(1));
            if (!gate.await(50, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
            TAKEN.computeIfAbsent(key, k -> new AtomicLong()).addAndGet(data.length);
        }

        @OnError
        public void error(Throwable error) {
            // a peer that is gone
        }
    }

    /** Opens a gate, tells what was taken behind it. */
    @ServerEndpoint("/keeper/{key}")
    public static class Keeper {
        @OnMessage
        public String on(String what, @PathParam("key") String key) {
            if (what.equals("open")) {
                GATES.computeIfAbsent(key, k -> new CountDownLatch(1)).countDown();
            }
            return String.valueOf(TAKEN.computeIfAbsent(key, k -> new AtomicLong()).get());
        }
    }
}
