package dev.fairlead.it.suite;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;

/** Endpoints of which two {@code ServerApplicationConfig}s choose some. */
public final class ChosenEndpoints {
    private ChosenEndpoints() {
    }

    /** Is chosen. */
    @ServerEndpoint("/chosen")
    public static class Chosen {
        @OnMessage
        public String on(String text) {
            return "chosen";
        }
    }

    /** Is not chosen. */
    @ServerEndpoint("/not-chosen")
    public static class NotChosen {
    }

    /** Has a variable. */
    @ServerEndpoint("/a/{b}")
    public static class Variable {
        @OnMessage
        public String on(String text) {
            return "variable";
        }
    }

    /** Has none, and wins. */
    @ServerEndpoint("/a/b")
    public static class Exact {
        @OnMessage
        public String on(String text) {
            return "exact";
        }
    }

    /** Has a literal behind a variable. */
    @ServerEndpoint("/{a}/b/c")
    public static class LiteralLater {
        @OnMessage
        public String on(String text) {
            return "literal later";
        }
    }

    /** Has the literal first. */
    @ServerEndpoint("/a/{b}/c")
    public static class LiteralFirst {
        @OnMessage
        public String on(String text) {
            return "literal first";
        }
    }

    /** Is deployed twice, at two paths. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            String path = ((ServerEndpointConfig) config).getPath();
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(path));
        }
    }

    /** Chooses the annotated ones. */
    public static class Annotated implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return null;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(Chosen.class, Variable.class, Exact.class, LiteralLater.class, LiteralFirst.class);
        }
    }

    /** Chooses the programmatic ones, and one that the other chose, too. */
    public static class Programs implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/one").build(),
                    ServerEndpointConfig.Builder.create(Programmatic.class, "/two").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(Chosen.class);
        }
    }
}
