package dev.fairlead.it.suite;

import dev.fairlead.websocket.Deflate;
import dev.fairlead.websocket.PerMessageDeflate;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Endpoints that set permessage-deflate in every way there is. */
public final class ExtensionEndpoints {
    private ExtensionEndpoints() {
    }

    /** What a session has negotiated, as in the header. */
    static String negotiated(Session session) {
        StringBuilder text = new StringBuilder();
        for (Extension extension : session.getNegotiatedExtensions()) {
            text.append(extension.getName());
            for (Extension.Parameter parameter : extension.getParameters()) {
                text.append("; ").append(parameter.getName());
                if (!parameter.getValue().isEmpty()) {
                    text.append('=').append(parameter.getValue());
                }
            }
        }
        return text.toString();
    }

    /** Says nothing of extensions. */
    @ServerEndpoint("/default")
    public static class Default {
        @OnMessage(maxMessageSize = 2 << 20)
        public String on(String text, Session session) {
            return text.equals("?") ? negotiated(session) : text;
        }
    }

    /** Uses no compression. */
    @Deflate(enabled = false)
    @ServerEndpoint("/off")
    public static class Off {
        @OnMessage
        public String on(String text, Session session) {
            return text.equals("?") ? negotiated(session) : text;
        }
    }

    /** Compresses even where the application doesn't. */
    @Deflate
    @ServerEndpoint("/on")
    public static class On {
        @OnMessage
        public String on(String text, Session session) {
            return text.equals("?") ? negotiated(session) : text;
        }
    }

    /** Takes windows up to the largest and forgets what it sent. */
    @Deflate(serverMaxWindowBits = 15, clientMaxWindowBits = 15, serverNoContextTakeover = true)
    @ServerEndpoint("/tuned")
    public static class Tuned {
        @OnMessage
        public String on(String text, Session session) {
            return text.equals("?") ? negotiated(session) : text;
        }
    }

    /** Takes any window, and keeps what it sent and received. */
    @Deflate(serverMaxWindowBits = 15, clientMaxWindowBits = 15)
    @ServerEndpoint("/keeping")
    public static class Keeping {
        @OnMessage
        public String on(String text) {
            return text;
        }
    }

    /** Keeps messages short after they have been expanded. */
    @ServerEndpoint("/short")
    public static class Short {
        @OnMessage(maxMessageSize = 1000)
        public String on(String text) {
            return text;
        }
    }

    /** Is given its extension by its configuration. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> {
                try {
                    session.getBasicRemote().sendText(text.equals("?") ? negotiated(session) : text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Names a handler class, so that lambdas aren't the only ones tried. */
    public static class WholeText implements MessageHandler.Whole<String> {
        private final Session session;

        WholeText(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(String text) {
            session.getAsyncRemote().sendText("handled " + text);
        }
    }

    /** Handles messages by a class. */
    public static class Handling extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(new WholeText(session));
        }
    }

    /** Configures the programmatic endpoints and lets the annotated ones in. */
    public static class Configs implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            Set<ServerEndpointConfig> configs = new HashSet<>();
            if (scanned.contains(Programmatic.class)) {
                configs.add(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic")
                        .extensions(List.of(PerMessageDeflate.server().serverMaxWindowBits(9)
                                .serverNoContextTakeover(true).build()))
                        .build());
            }
            if (scanned.contains(Handling.class)) {
                configs.add(ServerEndpointConfig.Builder.create(Handling.class, "/handling").build());
            }
            if (scanned.contains(PipelineEndpoints.Echo.class)) {
                configs.add(PipelineEndpoints.config());
            }
            return configs;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }
}
