package dev.fairlead.it.suite;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints that notice when they are called by two threads, out of order, or for another's connection. */
public final class LoadEndpoints {
    static final int NOISE = 50;

    private LoadEndpoints() {
    }

    /** Takes numbered messages of all types, while two more threads send. */
    @ServerEndpoint("/load/{key}")
    public static class Load {
        private final AtomicInteger inside = new AtomicInteger();
        /** Not volatile: a thread that comes later has to see what the one before has written. */
        private Session mine;
        private int expected;
        private boolean opened;

        private void enter(Session session, String key, String where) {
            if (inside.getAndIncrement() > 0) {
                Notes.add(key, where + " beside another call");
            }
            if (session != mine) {
                Notes.add(key, where + " with another session");
            }
            if (!opened && !where.equals("onOpen")) {
                Notes.add(key, where + " before onOpen has returned");
            }
        }

        private void leave() {
            inside.decrementAndGet();
        }

        private void count(int number, String key) {
            if (number != expected) {
                Notes.add(key, number + " instead of " + expected);
            }
            expected++;
        }

        @OnOpen
        public void open(Session session, @PathParam("key") String key) {
            mine = session;
            enter(session, key, "onOpen");
            for (int t = 0; t < 2; t++) {
                String name = "noise " + t + " ";
                new Thread(() -> {
                    for (int i = 0; i < NOISE; i++) {
                        session.getAsyncRemote().sendText(name + i);
                    }
                }).start();
            }
            Thread.yield();
            leave();
            opened = true;
        }

        @OnMessage
        public String text(String text, Session session, @PathParam("key") String key) {
            enter(session, key, "a text");
            count(Integer.parseInt(text), key);
            leave();
            return text;
        }

        @OnMessage
        public byte[] binary(byte[] data, Session session, @PathParam("key") String key) {
            enter(session, key, "a binary message");
            count(ByteBuffer.wrap(data).getInt(), key);
            leave();
            return data;
        }

        @OnMessage
        public void pong(PongMessage pong, Session session, @PathParam("key") String key) {
            enter(session, key, "a pong");
            count(pong.getApplicationData().getInt(), key);
            leave();
        }

        @OnError
        public void error(Throwable error, Session session, @PathParam("key") String key) {
            Notes.add(key, "error " + error);
        }

        @OnClose
        public void close(Session session, @PathParam("key") String key) {
            enter(session, key, "onClose");
            Notes.add(key, "closed after " + expected);
            leave();
        }
    }

    /** Puts the parts of messages together. */
    @ServerEndpoint("/parts")
    public static class Parts {
        private final StringBuilder message = new StringBuilder();
        private int parts;

        @OnMessage
        public String part(String part, boolean last) {
            message.append(part);
            parts++;
            if (!last) {
                return null;
            }
            String whole = parts + " parts: " + message;
            message.setLength(0);
            parts = 0;
            return whole;
        }

        @OnMessage
        public void pong(PongMessage pong) {
            message.append('.');
        }
    }

    /** Blocks in its endpoint until another session of it says so. */
    @ServerEndpoint("/gate")
    public static class Gate {
        private static final CountDownLatch OPEN = new CountDownLatch(1);

        @OnMessage
        public String text(String text, Session session) throws Exception {
            switch (text) {
                case "open" -> OPEN.countDown();
                case "wait" -> {
                    session.getBasicRemote().sendText("waiting");
                    OPEN.await();
                }
                default -> { }
            }
            return text;
        }
    }
}
