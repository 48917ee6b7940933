package dev.fairlead.it.suite;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** An endpoint without methods for messages: it adds handlers to its session, and takes them away. */
public final class HandlersEndpoints {
    private HandlersEndpoints() {
    }

    private static void send(Session session, String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says nothing of its type itself. */
    public abstract static class Named<N, T> implements MessageHandler.Whole<T> {
        final Session session;

        Named(Session session) {
            this.session = session;
        }

        abstract N name();

        @Override
        public void onMessage(T message) {
            send(session, name() + " " + shown(message));
        }

        String shown(T message) {
            return message.toString();
        }
    }

    /** Fixes one of the two types. */
    public abstract static class Numbered<T> extends Named<Integer, T> {
        Numbered(Session session) {
            super(session);
        }

        @Override
        Integer name() {
            return 7;
        }
    }

    /** Fixes the other. */
    public static class Texts extends Numbered<String> {
        Texts(Session session) {
            super(session);
        }
    }

    /** Takes bytes. */
    public static class Bytes extends Numbered<byte[]> {
        Bytes(Session session) {
            super(session);
        }

        @Override
        String shown(byte[] message) {
            return message.length + " bytes";
        }
    }

    /** Takes the first part of a message, and leaves its place to another at once. */
    private static final class Leaving implements MessageHandler.Partial<String> {
        private final Session session;

        Leaving(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(String part, boolean last) {
            send(session, "first " + part);
            if (session.getMessageHandlers().contains(this)) {
                session.removeMessageHandler(this);
                session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text ->
                        send(session, "second " + text));
            }
        }
    }

    /** Adds what its path says. */
    @ServerEndpoint("/handlers/{what}")
    public static class Handlers {
        @OnOpen
        public void open(Session session, @PathParam("what") String what) {
            switch (what) {
                case "one-each" -> send(session, oneEach(session));
                case "generic" -> {
                    session.addMessageHandler(new Texts(session));
                    session.addMessageHandler(new Bytes(session));
                }
                case "lambdas" -> {
                    session.addMessageHandler(String.class, text -> send(session, "text " + text));
                    session.addMessageHandler(ByteBuffer.class, (data, last) ->
                            send(session, data.remaining() + " " + last));
                    session.addMessageHandler(PongMessage.class, pong ->
                            send(session, "pong " + pong.getApplicationData().remaining()));
                }
                case "streams" -> {
                    session.addMessageHandler(Reader.class, reader -> send(session, "read " + read(reader)));
                    session.addMessageHandler(InputStream.class, in -> send(session, "read " + length(in)));
                }
                case "leaving" -> session.addMessageHandler(new Leaving(session));
                case "removed" -> {
                    Texts texts = new Texts(session);
                    session.addMessageHandler(texts);
                    session.removeMessageHandler(texts);
                    session.addMessageHandler(new Bytes(session));
                }
                case "known" -> send(session, known(session));
                default -> throw new IllegalArgumentException(what);
            }
        }

        private static String read(Reader reader) {
            try {
                StringBuilder text = new StringBuilder();
                for (int c = reader.read(); c >= 0; c = reader.read()) {
                    text.append((char) c);
                }
                return text.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int length(InputStream in) {
            try {
                return in.readAllBytes().length;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String oneEach(Session session) {
            return String.join(" ",
                    added(() -> session.addMessageHandler(String.class, text -> { })),
                    added(() -> session.addMessageHandler(String.class, (part, last) -> { })),
                    added(() -> session.addMessageHandler(Reader.class, reader -> { })),
                    added(() -> session.addMessageHandler(new Texts(session))),
                    added(() -> session.addMessageHandler(byte[].class, (part, last) -> { })),
                    added(() -> session.addMessageHandler(new Bytes(session))),
                    added(() -> session.addMessageHandler(InputStream.class, in -> { })),
                    added(() -> session.addMessageHandler(PongMessage.class, pong -> { })),
                    added(() -> session.addMessageHandler(PongMessage.class, pong -> { })));
        }

        private static String added(Runnable adding) {
            try {
                adding.run();
                return "added";
            } catch (IllegalStateException e) {
                return "refused";
            }
        }

        /** Whether the set is a copy. */
        private static String known(Session session) {
            Texts texts = new Texts(session);
            Set<MessageHandler> before = session.getMessageHandlers();
            session.addMessageHandler(texts);
            Set<MessageHandler> with = session.getMessageHandlers();
            session.removeMessageHandler(texts);
            return before.size() + " " + with.equals(Set.of(texts)) + " " + session.getMessageHandlers().size();
        }

        @OnError
        public void error(Throwable error, Session session) {
            send(session, "error " + error);
        }
    }
}
