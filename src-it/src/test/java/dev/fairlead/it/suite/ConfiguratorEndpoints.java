package dev.fairlead.it.suite;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** Endpoints with configurators of each kind. */
public final class ConfiguratorEndpoints {
    private ConfiguratorEndpoints() {
    }

    /** Counts its instances, and what they are asked. */
    public static class Counting extends Configurator {
        private static final AtomicInteger INSTANCES = new AtomicInteger();

        private final AtomicInteger handshakes = new AtomicInteger();

        public Counting() {
            INSTANCES.incrementAndGet();
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            int handshake = handshakes.incrementAndGet();
            Map<String, Object> properties = config.getUserProperties();
            properties.put("seen before", String.valueOf(properties.put("handshake", handshake)));
            response.getHeaders().put("X-Handshake", List.of(String.valueOf(handshake), "again"));
        }
    }

    /** Tells of its configurator, whose endpoint it is alone. */
    @ServerEndpoint(value = "/counted", configurator = Counting.class)
    public static class Counted {
        @OnMessage
        public String on(String what, Session session) {
            return what.equals("instances") ? String.valueOf(Counting.INSTANCES.get())
                    : String.valueOf(session.getUserProperties().get(what));
        }
    }

    /** Has half of what a subclass uses. */
    public abstract static class Inherited extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return origin == null || origin.endsWith(".example");
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.isEmpty() ? "" : supported.get(supported.size() - 1);
        }
    }

    /** Overrides one method and passes another on. */
    public static class Sub extends Inherited {
        @Override
        public boolean checkOrigin(String origin) {
            return super.checkOrigin(origin) && !"https://evil.example".equals(origin);
        }
    }

    /** Is configured by a class and its superclass. */
    @ServerEndpoint(value = "/inherited", configurator = Sub.class, subprotocols = {"v1", "v2"})
    public static class WithInherited {
        @OnMessage
        public String on(String text, Session session) {
            return session.getNegotiatedSubprotocol();
        }
    }

    /** Asks the platform's own configurator for everything. */
    public static class Passing extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return super.checkOrigin(origin) && getContainerDefaultConfigurator().checkOrigin(origin);
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return super.getNegotiatedSubprotocol(supported, requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return super.getNegotiatedExtensions(installed, requested);
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpoint) throws InstantiationException {
            return super.getEndpointInstance(endpoint);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            super.modifyHandshake(config, request, response);
        }
    }

    /** Is configured as if it had no configurator. */
    @ServerEndpoint(value = "/passing", configurator = Passing.class, subprotocols = {"v1", "v2"})
    public static class WithPassing {
        private int messages;

        @OnMessage
        public String on(String text, Session session) {
            messages++;
            return messages + " " + session.getNegotiatedSubprotocol() + " "
                    + ExtensionEndpoints.negotiated(session).replaceFirst(";.*", "");
        }
    }

    /** Has one endpoint object for all connections. */
    public static class Sharing extends Configurator {
        private final Shared shared = new Shared("from the configurator");

        @Override
        public <T> T getEndpointInstance(Class<T> endpoint) {
            return endpoint.cast(shared);
        }
    }

    /** Serves all connections; has no constructor that a container could call. */
    @ServerEndpoint(value = "/shared/{name}", configurator = Sharing.class)
    public static class Shared {
        private final String origin;
        private final Set<String> opened = new ConcurrentSkipListSet<>();

        Shared(String origin) {
            this.origin = origin;
        }

        @OnOpen
        public void open(@PathParam("name") String name) {
            opened.add(name);
        }

        @OnMessage
        public String on(@PathParam("name") String name, String text) {
            return origin + " " + opened + " for " + name;
        }
    }

    /** Fails at what it is asked in the query. */
    public static class Failing extends Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            if ("https://origin.example".equals(origin)) {
                throw new IllegalStateException("checkOrigin");
            }
            return true;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return requested.contains("null") ? null : "";
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return null;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            if ("modify".equals(request.getQueryString())) {
                throw new IllegalStateException("modifyHandshake");
            }
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpoint) throws InstantiationException {
            throw new InstantiationException("no instance");
        }
    }

    /** Has a configurator that fails. */
    @ServerEndpoint(value = "/failing", configurator = Failing.class)
    public static class WithFailing {
    }

    /** Returns null where others return nothing. */
    public static class Nulls extends Failing {
        @Override
        public <T> T getEndpointInstance(Class<T> endpoint) throws InstantiationException {
            return getContainerDefaultConfigurator().getEndpointInstance(endpoint);
        }
    }

    /** Has a configurator that answers null. */
    @ServerEndpoint(value = "/nulls", configurator = Nulls.class, subprotocols = "null")
    public static class WithNulls {
        @OnMessage
        public String on(String text, Session session) {
            return "[" + session.getNegotiatedSubprotocol() + "] " + session.getNegotiatedExtensions();
        }
    }

    /** Takes extensions in an order of its own, the last only. */
    public static class LastExtension extends Configurator {
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return requested.isEmpty() ? List.of() : List.of(requested.get(requested.size() - 1));
        }
    }

    /** Compresses only for whom it comes last. */
    @ServerEndpoint(value = "/last-extension", configurator = LastExtension.class)
    public static class WithLastExtension {
        @OnMessage
        public String on(String text, Session session) {
            return ExtensionEndpoints.negotiated(session);
        }
    }
}
