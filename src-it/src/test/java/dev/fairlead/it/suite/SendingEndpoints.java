package dev.fairlead.it.suite;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints that send in every way there is. */
public final class SendingEndpoints {
    private SendingEndpoints() {
    }

    /** A type with an encoder. */
    public record Greeting(String name) {
    }

    /** A greeting to text. */
    public static class GreetingEncoder implements Encoder.Text<Greeting> {
        @Override
        public String encode(Greeting greeting) throws EncodeException {
            if (greeting.name().equals("nobody")) {
                throw new EncodeException(greeting, "nobody is greeted");
            }
            return "hello " + greeting.name();
        }
    }

    /** Sends as it is told to. */
    @ServerEndpoint(value = "/send", encoders = GreetingEncoder.class)
    public static class Sender {
        @OnMessage
        public void on(String what, Session session) throws Exception {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            RemoteEndpoint.Async async = session.getAsyncRemote();
            switch (what) {
                case "parts" -> {
                    basic.sendText("one ", false);
                    basic.sendText("two ", false);
                    basic.sendText("three", true);
                }
                case "byte parts" -> {
                    basic.sendBinary(ByteBuffer.wrap(new byte[] {1}), false);
                    basic.sendBinary(ByteBuffer.wrap(new byte[] {2, 3}), true);
                }
                case "writer" -> {
                    try (Writer writer = basic.getSendWriter()) {
                        for (int i = 0; i < 10_000; i++) {
                            writer.write("0123456789");
                        }
                    }
                }
                case "stream" -> {
                    try (OutputStream out = basic.getSendStream()) {
                        for (int i = 0; i < 10_000; i++) {
                            out.write(new byte[10]);
                        }
                    }
                }
                case "unused stream" -> {
                    basic.getSendStream().close();
                    basic.sendText("after the unused stream");
                }
                case "object" -> basic.sendObject(new Greeting("you"));
                case "number" -> basic.sendObject(42);
                case "no encoder" -> {
                    try {
                        basic.sendObject(new Greeting("nobody"));
                    } catch (EncodeException e) {
                        basic.sendText("EncodeException " + e.getMessage());
                    }
                }
                case "async object" -> async.sendObject(new Greeting("async")).get(5, TimeUnit.SECONDS);
                case "futures" -> futures(async);
                case "handler" -> async.sendText("sent", result -> {
                    async.sendText("result " + result.isOK());
                });
                case "ping" -> basic.sendPing(ByteBuffer.wrap("are you there".getBytes(StandardCharsets.UTF_8)));
                case "pong" -> basic.sendPong(ByteBuffer.wrap("unasked".getBytes(StandardCharsets.UTF_8)));
                case "long ping" -> basic.sendText(longPing(basic));
                case "null" -> basic.sendText(nullText(basic));
                case "batch" -> batch(basic, async);
                case "threads" -> threads(session);
                case "big" -> basic.sendBinary(ByteBuffer.wrap(new byte[3 << 20]));
                default -> basic.sendText("unknown " + what);
            }
        }

        private static void futures(RemoteEndpoint.Async async) throws Exception {
            List<Future<Void>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                futures.add(async.sendText("future " + i));
            }
            for (Future<Void> future : futures) {
                future.get(10, TimeUnit.SECONDS);
            }
        }

        private static String longPing(RemoteEndpoint.Basic basic) throws IOException {
            try {
                basic.sendPing(ByteBuffer.allocate(126));
                return "sent";
            } catch (IllegalArgumentException e) {
                return "IllegalArgumentException";
            }
        }

        private static String nullText(RemoteEndpoint.Basic basic) throws IOException {
            try {
                basic.sendText(null);
                return "sent";
            } catch (IllegalArgumentException e) {
                return "IllegalArgumentException";
            }
        }

        private static void batch(RemoteEndpoint.Basic basic, RemoteEndpoint.Async async) throws IOException {
            basic.setBatchingAllowed(true);
            for (int i = 0; i < 20; i++) {
                basic.sendText("batched " + i);
            }
            basic.flushBatch();
            basic.setBatchingAllowed(false);
            async.sendText("batching " + basic.getBatchingAllowed());
        }

        private static void threads(Session session) throws InterruptedException {
            int threads = 4;
            CountDownLatch done = new CountDownLatch(threads);
            for (int t = 0; t < threads; t++) {
                String name = "thread " + t + " ";
                new Thread(() -> {
                    for (int i = 0; i < 50; i++) {
                        try {
                            if (i % 2 == 0) {
                                session.getBasicRemote().sendText(name + i);
                            } else {
                                session.getAsyncRemote().sendText(name + i);
                            }
                        } catch (IOException | IllegalStateException e) {
                            session.getAsyncRemote().sendText("failed " + e);
                        }
                    }
                    done.countDown();
                }).start();
            }
            done.await(20, TimeUnit.SECONDS);
        }
    }

    /** Sends each message to all sessions. */
    @ServerEndpoint("/broadcast")
    public static class Broadcast {
        private static final AtomicInteger RECEIVED = new AtomicInteger();

        @OnMessage
        public void on(String text, Session session) {
            RECEIVED.incrementAndGet();
            for (Session other : session.getOpenSessions()) {
                other.getAsyncRemote().sendText(text);
            }
        }
    }
}
