package dev.fairlead.it.suite;

import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Endpoints that send messages in parts while others send, and asynchronously with a timeout. */
public final class PartialSendsEndpoints {
    private PartialSendsEndpoints() {
    }

    private interface Call {
        void run() throws Exception;
    }

    private static String outcome(Call call) {
        try {
            call.run();
            return "done";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Begins a message, lets others send, and ends it. */
    @ServerEndpoint("/partial/{key}")
    public static class Partial {
        private Writer writer;
        private OutputStream stream;

        @OnMessage
        public void on(String what, Session session, @PathParam("key") String key) throws Exception {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            switch (what) {
                case "begin text" -> basic.sendText("one ", false);
                case "end text" -> basic.sendText("two", true);
                case "begin binary" -> basic.sendBinary(ByteBuffer.wrap("one ".getBytes()), false);
                case "end binary" -> basic.sendBinary(ByteBuffer.wrap("two".getBytes()), true);
                case "begin writer" -> {
                    writer = basic.getSendWriter();
                    writer.write("one ");
                    writer.flush();
                }
                case "end writer" -> {
                    writer.write("two");
                    writer.close();
                }
                case "begin stream" -> {
                    stream = basic.getSendStream();
                    stream.write("one ".getBytes());
                    stream.flush();
                }
                case "end stream" -> {
                    stream.write("two".getBytes());
                    stream.close();
                }
                case "others" -> others(session, key);
                case "closed streams" -> closedStreams(basic);
                default -> basic.sendText(what);
            }
        }

        private static void others(Session session, String key) {
            new Thread(() -> Notes.add(key, "basic " + outcome(() -> session.getBasicRemote().sendText("basic")))).start();
            new Thread(() -> {
                session.getAsyncRemote().sendText("async", result -> Notes.add(key, "async " + result.isOK()));
                Notes.add(key, "ping " + outcome(() -> session.getBasicRemote().sendPing(ByteBuffer.wrap(new byte[125]))));
            }).start();
        }

        private static void closedStreams(RemoteEndpoint.Basic basic) throws IOException {
            basic.getSendStream().close();
            basic.getSendWriter().close();
            Writer twice = basic.getSendWriter();
            twice.write("closed");
            twice.close();
            twice.close();
            basic.sendText(outcome(() -> twice.write("more")));
        }
    }

    /** Tells how sends end that can't. */
    @ServerEndpoint("/failing/{key}")
    public static class Failing {
        @OnMessage
        public String on(String what, Session session, @PathParam("key") String key) {
            RemoteEndpoint.Async async = session.getAsyncRemote();
            return switch (what) {
                case "default timeout" -> async.getSendTimeout() + " "
                        + session.getContainer().getDefaultAsyncSendTimeout();
                case "timeout" -> {
                    async.setSendTimeout(200);
                    async.sendBinary(ByteBuffer.allocate(64 << 20), result -> Notes.add(key, "sent " + result.isOK()
                            + " " + (result.getException() != null) + " " + of(session, result)));
                    yield null;
                }
                case "session" -> {
                    async.sendText("x", result -> Notes.add(key, result.isOK() + " " + of(session, result)));
                    yield null;
                }
                case "nulls" -> String.join(" ", nulls(session));
                case "pings" -> pings(session);
                default -> what;
            };
        }

        /** Since API 2.2. */
        private static String of(Session session, SendResult result) {
            try {
                return result.getClass().getMethod("getSession").invoke(result) == session ? "mine" : "another's";
            } catch (NoSuchMethodException e) {
                return "mine";
            } catch (ReflectiveOperationException e) {
                return e.toString();
            }
        }

        private static List<String> nulls(Session session) {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            RemoteEndpoint.Async async = session.getAsyncRemote();
            SendHandler handler = result -> { };
            List<String> outcomes = new ArrayList<>();
            for (Call call : List.<Call>of(
                    () -> basic.sendText(null),
                    () -> basic.sendText(null, true),
                    () -> basic.sendBinary(null),
                    () -> basic.sendBinary(null, true),
                    () -> basic.sendObject(null),
                    () -> async.sendText(null),
                    () -> async.sendText(null, handler),
                    () -> async.sendText("x", null),
                    () -> async.sendBinary(null),
                    () -> async.sendBinary(null, handler),
                    () -> async.sendBinary(ByteBuffer.allocate(1), null),
                    () -> async.sendObject(null),
                    () -> async.sendObject(null, handler),
                    () -> async.sendObject("x", null))) {
                outcomes.add(outcome(call));
            }
            return outcomes.stream().distinct().toList();
        }

        private static String pings(Session session) {
            RemoteEndpoint.Basic basic = session.getBasicRemote();
            return outcome(() -> basic.sendPing(ByteBuffer.allocate(126))) + " "
                    + outcome(() -> basic.sendPong(ByteBuffer.allocate(126))) + " "
                    + outcome(() -> basic.sendPong(ByteBuffer.allocate(125)));
        }

        @OnError
        public void error(Throwable error, @PathParam("key") String key) {
            Notes.add(key, "error");
        }
    }
}
