package dev.fairlead.it.suite;

import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
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
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Endpoints that look at the state of their sessions, from the handshake until after the end. */
public final class SessionStateEndpoints {
    private SessionStateEndpoints() {
    }

    /** Puts a list into the properties of the endpoint, and things of its own into those of each connection. */
    public static class Filling extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Map<String, Object> properties = config.getUserProperties();
            String who = request.getParameterMap().getOrDefault("who", List.of("nobody")).get(0);
            properties.put("handshakes", (Integer) properties.getOrDefault("handshakes", 0) + 1);
            properties.put("who", who);
        }
    }

    /** Keeps what it saw in the properties of its session. */
    @ServerEndpoint(value = "/state/{key}", configurator = Filling.class)
    public static class State {
        private Map<String, Object> properties;
        private String id;

        @OnOpen
        public void open(Session session) {
            properties = session.getUserProperties();
            properties.put("opened", "yes");
            id = session.getId();
        }

        @OnMessage
        public String on(String what, Session session) throws IOException {
            switch (what) {
                case "id" -> {
                    return session.getId() == id ? id : "another object";
                }
                case "same" -> {
                    return String.valueOf(session.getUserProperties() == properties);
                }
                case "open" -> {
                    return session.getOpenSessions().stream()
                            .map(each -> String.valueOf(each.getUserProperties().get("who"))).sorted()
                            .collect(Collectors.joining(" "));
                }
                case "copy" -> {
                    Set<Session> open = session.getOpenSessions();
                    try {
                        open.clear();
                    } catch (UnsupportedOperationException e) {
                        return "unmodifiable";
                    }
                    return session.getOpenSessions().isEmpty() ? "the sessions themselves" : "a copy";
                }
                case "unmodifiable" -> {
                    return unmodifiable(session);
                }
                case "close" -> {
                    session.close();
                    return null;
                }
                default -> {
                    return String.valueOf(properties.get(what));
                }
            }
        }

        private static String unmodifiable(Session session) {
            StringBuilder modified = new StringBuilder();
            for (Map.Entry<String, Runnable> change : Map.<String, Runnable>of(
                    "path parameters", () -> session.getPathParameters().clear(),
                    "request parameters", () -> session.getRequestParameterMap().clear(),
                    "values of a request parameter", () -> session.getRequestParameterMap().get("who").clear()
            ).entrySet()) {
                try {
                    change.getValue().run();
                    modified.append(change.getKey()).append(' ');
                } catch (UnsupportedOperationException e) {
                    // as it should be
                }
            }
            return modified.isEmpty() ? "unmodifiable" : modified.toString();
        }

        @OnClose
        public void close(Session session, CloseReason reason, @PathParam("key") String key) {
            Notes.add(key, properties.get("opened") + " " + session.getUserProperties().get("who") + " "
                    + (session.getId() == id) + " " + session.getPathParameters() + " "
                    + session.getOpenSessions().contains(session));
            new Thread(() -> {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
                while (works(session, Session::getUserProperties) && System.nanoTime() - deadline < 0) {
                    Thread.onSpinWait(); // until onClose has returned
                }
                Notes.add(key, after(session));
            }).start();
        }

        private static boolean works(Session session, Function<Session, Object> call) {
            try {
                call.apply(session);
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        }

        /** Which methods still work. */
        private static String after(Session session) {
            Map<String, Function<Session, Object>> calls = Map.of(
                    "container", Session::getContainer,
                    "handlers", Session::getMessageHandlers,
                    "uri", Session::getRequestURI,
                    "parameters", Session::getRequestParameterMap,
                    "query", Session::getQueryString,
                    "path", Session::getPathParameters,
                    "basic", Session::getBasicRemote,
                    "async", Session::getAsyncRemote,
                    "sessions", Session::getOpenSessions,
                    "idle", Session::getMaxIdleTimeout);
            String working = calls.entrySet().stream().filter(call -> works(session, call.getValue()))
                    .map(Map.Entry::getKey).sorted().collect(Collectors.joining(" "));
            return "after the end: " + (session.isOpen() ? "open" : "closed") + " " + working;
        }
    }
}
