package dev.fairlead.it.suite;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that ends in every way there is. */
public final class EndingEndpoints {
    private EndingEndpoints() {
    }

    /** Closes, fails and waits as it is told to, by the query in onOpen, and notes all that it is told. */
    @ServerEndpoint("/ending/{key}")
    public static class Ending {
        private final AtomicInteger inside = new AtomicInteger();
        private boolean failsAtTheEnd;
        private boolean closesAtTheEnd;

        private void enter(String key) {
            if (inside.getAndIncrement() > 0) {
                Notes.add(key, "another thread is in the endpoint");
            }
        }

        @OnOpen
        public void open(Session session, @PathParam("key") String key) throws Exception {
            enter(key);
            try {
                Notes.add(key, "open");
                act(session, key, session.getQueryString() == null ? "" : session.getQueryString());
                Notes.add(key, "opened");
            } finally {
                inside.decrementAndGet();
            }
        }

        @OnMessage(maxMessageSize = 1000)
        public String message(String what, Session session, @PathParam("key") String key) throws Exception {
            enter(key);
            try {
                act(session, key, what);
                return what.startsWith("close") || what.equals("stay") ? null : what;
            } finally {
                inside.decrementAndGet();
            }
        }

        private void act(Session session, String key, String what) throws Exception {
            switch (what) {
                case "close" -> session.close(reason(4001));
                case "close-twice" -> {
                    session.close(reason(4001));
                    session.close(reason(4002));
                }
                case "close-without-reason" -> session.close();
                case "close-with-null" -> session.close(null);
                case "close-and-stay" -> {
                    session.close(reason(4001));
                    Notes.pause(key);
                    Notes.add(key, "left");
                }
                case "close-elsewhere" -> {
                    Thread closing = new Thread(() -> close(session, 4001));
                    closing.start();
                    closing.join();
                }
                case "close-elsewhere-meanwhile" -> new Thread(() -> close(session, 4001)).start();
                case "close-in-two-threads" -> {
                    CyclicBarrier together = new CyclicBarrier(2);
                    for (int code : new int[] {4001, 4002}) {
                        new Thread(() -> {
                            await(together);
                            close(session, code);
                        }).start();
                    }
                }
                case "stay" -> {
                    Notes.add(key, "staying");
                    Notes.pause(key);
                    Notes.add(key, "left");
                }
                case "throw" -> throw new IllegalStateException("thrown");
                case "idle" -> session.setMaxIdleTimeout(100);
                case "fail at the end" -> failsAtTheEnd = true;
                case "end with a close" -> closesAtTheEnd = true;
                default -> {
                    // an echo
                }
            }
        }

        private static CloseReason reason(int code) {
            return new CloseReason(CloseCodes.getCloseCode(code), "said " + code);
        }

        private static void close(Session session, int code) {
            try {
                session.close(reason(code));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void await(CyclicBarrier together) {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @OnError
        public void error(Throwable error, @PathParam("key") String key) {
            enter(key);
            Notes.add(key, "error " + error.getClass().getSimpleName());
            inside.decrementAndGet();
        }

        @OnClose
        public void close(Session session, CloseReason reason, @PathParam("key") String key) throws IOException {
            enter(key);
            try {
                Notes.add(key, "closed " + reason.getCloseCode().getCode()
                        + (session.isOpen() ? ", but open" : ""));
                if (closesAtTheEnd) {
                    session.close(reason(4003));
                }
                if (failsAtTheEnd) {
                    throw new IllegalStateException("failed at the end");
                }
            } finally {
                inside.decrementAndGet();
            }
        }
    }
}
