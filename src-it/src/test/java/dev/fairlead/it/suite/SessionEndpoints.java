package dev.fairlead.it.suite;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Endpoints that show what a session knows, and how it lives and ends. */
public final class SessionEndpoints {
    private static final Map<String, BlockingQueue<String>> NOTES = new ConcurrentHashMap<>();

    private SessionEndpoints() {
    }

    static void note(String key, String what) {
        NOTES.computeIfAbsent(key, k -> new LinkedBlockingQueue<>()).add(what);
    }

    /** Returns what was noted under a key; waits for it. */
    @ServerEndpoint("/notes")
    public static class Notes {
        @OnMessage
        public String on(String key) throws InterruptedException {
            String noted = NOTES.computeIfAbsent(key, k -> new LinkedBlockingQueue<>()).poll(8, TimeUnit.SECONDS);
            return noted == null ? "nothing noted for " + key : noted;
        }
    }

    /** Tells a property of its session. */
    @ServerEndpoint(value = "/session/{room}/{seat}", subprotocols = {"v2.chat", "v1.chat"})
    public static class Shown {
        private int messages;

        @OnMessage
        public String on(String what, Session session, @PathParam("seat") int seat, @PathParam("none") String none) {
            messages++;
            return switch (what) {
                case "path" -> new TreeMap<>(session.getPathParameters()) + " " + seat + " " + none;
                case "query" -> session.getQueryString();
                case "parameters" -> new TreeMap<>(session.getRequestParameterMap()).toString();
                case "uri" -> session.getRequestURI().toString();
                case "subprotocol" -> session.getNegotiatedSubprotocol();
                case "version" -> session.getProtocolVersion();
                case "secure" -> String.valueOf(session.isSecure());
                case "open" -> String.valueOf(session.isOpen());
                case "id" -> session.getId();
                case "sessions" -> String.valueOf(session.getOpenSessions().size());
                case "container" -> String.valueOf(session.getContainer() != null);
                case "principal" -> String.valueOf(session.getUserPrincipal());
                case "count" -> String.valueOf(messages);
                case "limits" -> session.getMaxTextMessageBufferSize() + " " + session.getMaxBinaryMessageBufferSize()
                        + " " + session.getMaxIdleTimeout();
                case "unmodifiable" -> unmodifiable(session);
                default -> "unknown " + what;
            };
        }

        private static String unmodifiable(Session session) {
            try {
                session.getPathParameters().put("a", "b");
                return "path parameters can be changed";
            } catch (UnsupportedOperationException e) {
                // as it should be
            }
            try {
                session.getRequestParameterMap().put("a", List.of("b"));
                return "request parameters can be changed";
            } catch (UnsupportedOperationException e) {
                return "unmodifiable";
            }
        }
    }

    /** Asks about the handshake, and changes it. */
    public static class Asking extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return !"https://evil.example".equals(origin);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            response.getHeaders().put("X-Greeting", List.of("hello"));
            config.getUserProperties().put("agent", request.getHeaders().getOrDefault("X-Agent", List.of("none")));
            config.getUserProperties().put("agent-any-case",
                    request.getHeaders().getOrDefault("x-agent", List.of("none")));
            HttpSession session = (HttpSession) request.getHttpSession();
            config.getUserProperties().put("visits", session == null ? "no session" : session.getAttribute("visits"));
            config.getUserProperties().put("who", String.valueOf(request.getUserPrincipal() == null ? null
                    : request.getUserPrincipal().getName() + " " + request.isUserInRole("reader")));
            config.getUserProperties().put("uri", request.getRequestURI().toString());
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains("chosen") ? "chosen" : "";
        }
    }

    /** Shows what its configurator found. */
    @ServerEndpoint(value = "/configured", configurator = Asking.class)
    public static class Configured {
        private Map<String, Object> properties;

        @OnOpen
        public void open(Session session, EndpointConfig config) {
            properties = session.getUserProperties();
            properties.put("sum", ((Integer) properties.getOrDefault("sum", 0)) + 1);
        }

        @OnMessage
        public String on(String what) {
            return String.valueOf(properties.get(what));
        }
    }

    /** Behind a security constraint. */
    @ServerEndpoint(value = "/secret", configurator = Asking.class)
    public static class Secret {
        @OnMessage
        public String on(String what, Session session) {
            return what.equals("principal") ? session.getUserPrincipal().getName()
                    : String.valueOf(session.getUserProperties().get(what));
        }
    }

    /** Ends as it is told to, and notes how. */
    @ServerEndpoint("/life/{key}")
    public static class Life {
        @OnOpen
        public void open(Session session, @PathParam("key") String key) {
            note(key, "open");
        }

        @OnMessage
        public String on(String what, Session session) throws IOException {
            String[] words = what.split(" ");
            switch (words[0]) {
                case "close" -> session.close();
                case "close-with" -> session.close(
                        new CloseReason(CloseCodes.getCloseCode(Integer.parseInt(words[1])), words[2]));
                case "idle" -> session.setMaxIdleTimeout(Long.parseLong(words[1]));
                case "limit" -> session.setMaxTextMessageBufferSize(Integer.parseInt(words[1]));
                case "throw" -> throw new IllegalStateException("thrown by the endpoint");
                default -> {
                    return what;
                }
            }
            return null;
        }

        @OnError
        public void error(Session session, Throwable error, @PathParam("key") String key) throws IOException {
            note(key, "error " + error.getMessage());
            if (session.isOpen()) {
                session.getBasicRemote().sendText("error " + error.getMessage());
            }
        }

        @OnClose
        public void close(Session session, CloseReason reason, @PathParam("key") String key) {
            note(key, "closed " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }
}
