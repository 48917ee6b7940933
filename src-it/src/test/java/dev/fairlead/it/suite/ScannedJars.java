package dev.fairlead.it.suite;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;
import java.util.TreeSet;

/** Classes that a WAR has in jars and beside them. */
public final class ScannedJars {
    private ScannedJars() {
    }

    private static String names(Set<? extends Class<?>> types) {
        Set<String> names = new TreeSet<>();
        types.forEach(type -> names.add(type.getSimpleName()));
        return names.toString();
    }

    /** Is in a jar. */
    @ServerEndpoint("/in-jar")
    public static class InJar {
        @OnMessage
        public String on(String text) {
            return JarConfig.given;
        }
    }

    /** Is in the same jar. */
    public static class ProgramInJar extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText("program " + text));
        }
    }

    /** Is in the same jar, and isn't chosen. */
    @ServerEndpoint("/not-chosen")
    public static class NotChosen {
    }

    /** Is in another jar. */
    @ServerEndpoint("/in-other-jar")
    public static class InOtherJar {
        @OnMessage
        public String on(String text) {
            return "other " + text;
        }
    }

    /** Is among the application's own classes. */
    @ServerEndpoint("/own")
    public static class Own {
        @OnMessage
        public String on(String text) {
            return "own " + text;
        }
    }

    /** Chooses in the jar; has no configurations. */
    public static class JarConfig implements ServerApplicationConfig {
        private static volatile String given = "";

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            given += names(scanned);
            return null;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            given += names(scanned);
            return Set.of(InJar.class);
        }
    }

    /** Chooses for the application; has no classes but the one that the jar has chosen, too. */
    public static class OwnConfig implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of(ServerEndpointConfig.Builder.create(ProgramInJar.class, "/program").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(InJar.class, Own.class);
        }
    }
}
