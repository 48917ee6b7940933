package dev.fairlead.it.suite;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Configurations that an application has written itself, and that do no more than the interface asks for. */
public final class ConfiguratorConfigs implements ServerApplicationConfig {
    /** Called by the container. */
    public ConfiguratorConfigs() {
    }

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
        return Set.of(new Changing(), new Immutable());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
        return scanned;
    }

    /** Shows its user properties. */
    public static class Showing extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            Map<String, Object> properties = config.getUserProperties();
            session.addMessageHandler(String.class, text -> {
                properties.put("session", 2);
                session.getAsyncRemote().sendText(text.equals("calls") ? String.valueOf(properties.get("calls"))
                        : new TreeMap<>(properties).toString());
            });
        }
    }

    /** What the two configurations have in common. */
    abstract static class Plain implements ServerEndpointConfig {
        @Override
        public Class<?> getEndpointClass() {
            return Showing.class;
        }

        @Override
        public List<String> getSubprotocols() {
            return List.of("a");
        }

        @Override
        public List<Extension> getExtensions() {
            return List.of();
        }

        @Override
        public List<Class<? extends Encoder>> getEncoders() {
            return List.of();
        }

        @Override
        public List<Class<? extends Decoder>> getDecoders() {
            return List.of();
        }
    }

    /** Has a new configurator at each call. */
    static class Changing extends Plain {
        private int calls;

        @Override
        public String getPath() {
            return "/changing";
        }

        @Override
        public Map<String, Object> getUserProperties() {
            return Map.of();
        }

        @Override
        public Configurator getConfigurator() {
            return new Numbered(++calls);
        }
    }

    /** Knows which one it is. */
    static class Numbered extends ServerEndpointConfig.Configurator {
        private final int number;
        private String asked = "";

        Numbered(int number) {
            this.number = number;
        }

        @Override
        public boolean checkOrigin(String origin) {
            asked = number + " ";
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            asked += number + " ";
            return "";
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("calls", asked + number);
        }
    }

    /** Can't be changed, and says nothing where it has nothing to say. */
    static class Immutable extends Plain {
        @Override
        public String getPath() {
            return "/immutable";
        }

        @Override
        public Configurator getConfigurator() {
            return new ServerEndpointConfig.Configurator();
        }

        @Override
        public Map<String, Object> getUserProperties() {
            return Map.of("given", 1);
        }
    }
}
