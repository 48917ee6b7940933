package dev.fairlead.websocket.session;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.connection.MemoryTransport;
import dev.fairlead.websocket.connection.Peer;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EncodeException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server's session over a stream in memory, with an endpoint that records what happens and does what the test says. */
final class Sessions implements SessionEndpoint, AutoCloseable {
    /** What an endpoint does. */
    interface Action<T> {
        void accept(JakartaSession session, T event) throws Exception;
    }

    final ConnectionRuntime runtime = new ConnectionRuntime(null);
    final MemoryTransport transport = new MemoryTransport();
    final OpenSessions open = new OpenSessions();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Throwable> errors = new CopyOnWriteArrayList<>();
    final AtomicInteger inside = new AtomicInteger();
    volatile boolean crowded;
    volatile CloseReason closed;
    volatile boolean released;
    final ClassLoader loader = new ClassLoader(Sessions.class.getClassLoader()) { };

    Settings settings = Settings.DEFAULTS;
    Role role = Role.SERVER;
    ExtensionPipeline extensions = ExtensionPipeline.EMPTY;
    Peer peer;
    JakartaSession session;

    Object kind = this;
    Runnable onEncode = () -> { };
    Action<EndpointConfig> onOpen = (session, config) -> { };
    Action<String> onText;
    Action<ByteBuffer> onBinary;
    Action<PongMessage> onPong;
    Action<CloseReason> onClose = (session, reason) -> { };
    Action<Throwable> onError = (session, error) -> { };
    boolean partial;
    long maxMessageSize = -1;

    Sessions settings(Settings value) {
        settings = value;
        return this;
    }

    Sessions role(Role value) {
        role = value;
        return this;
    }

    Sessions open() {
        peer = new Peer(role == Role.SERVER ? Role.CLIENT : Role.SERVER, transport);
        SessionInfo info = new SessionInfo(null, null, URI.create("ws://example.org/chat/a?x=1&y=2"),
                Map.of("x", List.of("1"), "y", List.of("2")), Map.of("room", "a"), null, "", List.of(),
                new ConcurrentHashMap<>(), false, null, loader);
        session = JakartaSession.open(role, transport, extensions, info, this, open, runtime, settings);
        return this;
    }

    @Override
    public void close() {
        runtime.close();
    }

    private interface Body {
        void run() throws Exception;
    }

    private void enter(String event, Body body) throws Exception {
        if (inside.incrementAndGet() > 1) {
            crowded = true;
        }
        try {
            events.add(event);
            if (Thread.currentThread().getContextClassLoader() != loader) {
                events.add("wrong class loader");
            }
            body.run();
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public void onOpen(JakartaSession opened, EndpointConfig config) throws Exception {
        session = opened;
        if (onText != null) {
            opened.addReceiver(receiver(MessageReceiver.Kind.TEXT));
        }
        if (onBinary != null) {
            opened.addReceiver(receiver(MessageReceiver.Kind.BINARY));
        }
        if (onPong != null) {
            opened.addReceiver(receiver(MessageReceiver.Kind.PONG));
        }
        enter("open", () -> onOpen.accept(opened, config));
        events.add("opened");
    }

    private MessageReceiver receiver(MessageReceiver.Kind kind) {
        return new MessageReceiver() {
            @Override
            public Kind kind() {
                return kind;
            }

            @Override
            public boolean partial() {
                return partial;
            }

            @Override
            public long maxMessageSize() {
                return maxMessageSize;
            }

            @Override
            public void onText(String text, boolean last) throws Exception {
                enter("text" + (last ? ":" : "+:") + text, () -> onText.accept(session, text));
            }

            @Override
            public void onBinary(ByteBuffer data, boolean last) throws Exception {
                enter("binary" + (last ? ":" : "+:") + data.remaining(), () -> onBinary.accept(session, data));
            }

            @Override
            public void onPong(PongMessage pong) throws Exception {
                enter("pong", () -> onPong.accept(session, pong));
            }
        };
    }

    @Override
    public void onClose(JakartaSession closing, CloseReason reason) throws Exception {
        closed = reason;
        enter("close:" + reason.getCloseCode().getCode(), () -> onClose.accept(closing, reason));
    }

    @Override
    public void onError(JakartaSession failed, Throwable error) {
        errors.add(error);
        try {
            enter("error:" + error.getClass().getSimpleName(), () -> onError.accept(failed, error));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public HandlerBinder handlers() {
        return new HandlerBinder() {
            @Override
            public List<MessageReceiver> bind(MessageHandler handler) {
                throw new IllegalArgumentException("no type");
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> List<MessageReceiver> bindWhole(Class<T> type, MessageHandler.Whole<T> handler) {
                return List.of(new MessageReceiver() {
                    @Override
                    public Kind kind() {
                        return type == String.class ? Kind.TEXT : type == PongMessage.class ? Kind.PONG : Kind.BINARY;
                    }

                    @Override
                    public void onText(String text, boolean last) {
                        handler.onMessage((T) text);
                    }

                    @Override
                    public void onBinary(ByteBuffer data, boolean last) {
                        handler.onMessage((T) data);
                    }
                });
            }

            @Override
            @SuppressWarnings("unchecked")
            public <T> List<MessageReceiver> bindPartial(Class<T> type, MessageHandler.Partial<T> handler) {
                return List.of(new MessageReceiver() {
                    @Override
                    public Kind kind() {
                        return type == String.class ? Kind.TEXT : Kind.BINARY;
                    }

                    @Override
                    public boolean partial() {
                        return true;
                    }

                    @Override
                    public void onText(String text, boolean last) {
                        handler.onMessage((T) text, last);
                    }
                });
            }
        };
    }

    @Override
    public ObjectEncoder encoder() {
        return new ObjectEncoder() {
            @Override
            public Object kind() {
                return kind;
            }

            @Override
            public void encode(Object object, Sink sink) throws EncodeException, IOException {
                onEncode.run();
                if (object instanceof ByteBuffer) {
                    sink.binary((ByteBuffer) object);
                } else if (object instanceof Character[]) {
                    sink.textStream(writer -> {
                        for (Character c : (Character[]) object) {
                            writer.write(c);
                        }
                    });
                } else if (object instanceof Exception) {
                    throw new EncodeException(object, "can't");
                } else {
                    sink.text(object.toString());
                }
            }
        };
    }
}
