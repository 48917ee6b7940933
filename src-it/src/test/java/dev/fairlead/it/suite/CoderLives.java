package dev.fairlead.it.suite;

import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Coders that write down when they begin and end. */
public final class CoderLives {
    private static final Map<String, List<String>> LIVES = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private CoderLives() {
    }

    static void note(String key, String what) {
        LIVES.computeIfAbsent(key, unused -> new CopyOnWriteArrayList<>()).add(what);
    }

    /** Shows what was written under a key so far. */
    @ServerEndpoint("/lives")
    public static class Lives {
        @OnMessage
        public String on(String key) {
            return String.join(", ", LIVES.getOrDefault(key, List.of()));
        }
    }

    /** Names each connection by its query. */
    public static class Naming extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("key", request.getQueryString());
        }
    }

    /** What all coders here do. */
    abstract static class Living {
        private final String name = getClass().getSimpleName();
        private String key;
        private int id;

        public void init(EndpointConfig config) {
            key = (String) config.getUserProperties().get("key");
            id = COUNT.incrementAndGet();
            note(key, "init " + name);
        }

        public void destroy() {
            note(key, "destroy " + name);
        }

        int id() {
            return id;
        }
    }

    /** Decodes. */
    public static class In extends Living implements Decoder.Text<StringBuilder> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public StringBuilder decode(String text) {
            return new StringBuilder("in " + id() + " ");
        }
    }

    /** Encodes. */
    public static class Out extends Living implements Encoder.Text<StringBuilder> {
        @Override
        public String encode(StringBuilder text) {
            return text + "out " + id();
        }
    }

    /** Doesn't begin. */
    public static class NoBegin extends Living implements Encoder.Text<Thread> {
        @Override
        public void init(EndpointConfig config) {
            super.init(config);
            throw new IllegalStateException("NoBegin");
        }

        @Override
        public String encode(Thread object) {
            return "thread";
        }
    }

    /** Doesn't end well. */
    public static class NoEnd extends Living implements Encoder.Text<Thread> {
        @Override
        public void destroy() {
            super.destroy();
            throw new IllegalStateException("NoEnd");
        }

        @Override
        public String encode(Thread object) {
            return "thread";
        }
    }

    /** What the endpoints have in common. */
    public abstract static class Base {
        private String key;

        @OnOpen
        public void open(Session session, EndpointConfig config, @PathParam("end") String end) {
            key = (String) config.getUserProperties().get("key");
            note(key, "open");
            if (end.equals("throw")) {
                throw new IllegalStateException("onOpen");
            }
        }

        @OnMessage
        public Object on(StringBuilder text, Session session, @PathParam("end") String end) throws Exception {
            if (end.equals("close")) {
                session.close();
                return null;
            } else if (end.equals("idle")) {
                session.setMaxIdleTimeout(1);
            }
            return end.equals("thread") ? new Thread("never started") : text;
        }

        @OnError
        public void error(Session session, Throwable error) throws Exception {
            note(key == null ? session.getQueryString() : key, "error " + error.getMessage());
            if (error instanceof EncodeException && session.isOpen()) {
                session.getBasicRemote().sendText("error");
            }
        }

        @OnClose
        public void close(@PathParam("end") String end) {
            note(key, "close");
            if (end.equals("throw-late")) {
                throw new IllegalStateException("onClose");
            }
        }
    }

    /** Has coders that live as they should. */
    @ServerEndpoint(value = "/living/{end}", decoders = In.class, encoders = Out.class, configurator = Naming.class)
    public static class Well extends Base {
    }

    /** Has coders of which one doesn't begin and one doesn't end. */
    @ServerEndpoint(value = "/failing/{end}", decoders = In.class, encoders = {NoBegin.class, Out.class},
            configurator = Naming.class)
    public static class Failing extends Base {
    }

    /** Has coders of which one doesn't end. */
    @ServerEndpoint(value = "/ending/{end}", decoders = In.class, encoders = {NoEnd.class, Out.class},
            configurator = Naming.class)
    public static class Ending extends Base {
    }
}
