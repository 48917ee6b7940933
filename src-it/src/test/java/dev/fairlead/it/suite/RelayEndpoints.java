package dev.fairlead.it.suite;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that is a client, too; and details that its endpoints may rely on. */
public final class RelayEndpoints {
    private RelayEndpoints() {
    }

    /** Asks another endpoint of its own application. */
    @ClientEndpoint
    public static class Asking {
        final CompletableFuture<String> answer = new CompletableFuture<>();

        @OnMessage
        public void message(String text) throws ClassNotFoundException {
            Class<?> seen = Thread.currentThread().getContextClassLoader().loadClass(Asking.class.getName());
            answer.complete(seen == Asking.class ? text : "another application's thread");
        }
    }

    /** Passes on what it is asked. */
    @ServerEndpoint("/relay/{by}")
    public static class Relay {
        @OnMessage
        public String relay(String text, Session session, @PathParam("by") String by) throws Exception {
            WebSocketContainer container = by.equals("provider") ? ContainerProvider.getWebSocketContainer()
                    : session.getContainer();
            boolean shared = !by.equals("provider") || container == ContainerProvider.getWebSocketContainer();
            URI uri = URI.create(session.getRequestURI().toString().replaceFirst("/relay/[a-z]*$", "/detail/a/b/c"));
            Asking asking = new Asking();
            try (Session asked = container.connectToServer(asking, uri)) {
                asked.getBasicRemote().sendText(text);
                return asking.answer.get(10, TimeUnit.SECONDS) + " " + shared + " "
                        + (asked.getContainer() == container) + " " + container.getClass().getPackageName();
            }
        }
    }

    /** Tells details. */
    @ServerEndpoint(value = "/detail/{z}/{m}/{a}", subprotocols = "v1")
    public static class Detail {
        @OnMessage
        public String on(String what, Session session, @PathParam("{m}") String braces) {
            return switch (what) {
                case "braces" -> braces;
                case "order" -> String.join(",", session.getPathParameters().keySet());
                case "subprotocol" -> "'" + session.getNegotiatedSubprotocol() + "'";
                case "idle" -> {
                    session.setMaxIdleTimeout(1);
                    yield "soon";
                }
                default -> what;
            };
        }
    }

    /** Takes a character. */
    @ServerEndpoint("/letter")
    public static class Letter {
        @OnMessage
        public String on(char letter) {
            return "letter " + letter;
        }
    }

    /** Is busy in onOpen while its peer speaks. */
    @ServerEndpoint("/busy")
    public static class Busy {
        private static final CompletableFuture<Void> RELEASED = new CompletableFuture<>();

        @OnOpen
        public void open(Session session) throws Exception {
            session.getBasicRemote().sendText("opening");
            RELEASED.get(10, TimeUnit.SECONDS);
            session.getBasicRemote().sendText("opened");
        }

        @OnMessage
        public String on(String text) {
            return "heard " + text;
        }
    }

    /** Lets the busy one go. */
    @ServerEndpoint("/release")
    public static class Release {
        @OnMessage
        public String on(String text) {
            Busy.RELEASED.complete(null);
            return text;
        }
    }
}
