package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Broadcast;
import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with its own WebSocket. */
public final class JettyServer {
    private JettyServer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(Listening.HOST);
        connector.setPort(Listening.port(args));
        connector.setAcceptQueueSize(Listening.BACKLOG);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, (servletContext, container) -> {
            // its 30 seconds are too few for a connection whose turn comes after thousands of others
            container.setDefaultMaxSessionIdleTimeout(0);
            container.addEndpoint(Echo.class);
            container.addEndpoint(Broadcast.class);
        });
        server.setHandler(context);
        server.start();
        Listening.ready(args);
        server.join();
    }
}
