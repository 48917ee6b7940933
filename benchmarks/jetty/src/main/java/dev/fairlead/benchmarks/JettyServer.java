package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Broadcast;
import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with its own WebSocket. */
public final class JettyServer {
    private JettyServer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server(threads(args));
        listen(server, new ServerConnector(server), Listening.port(args));
        if (Listening.hasTls(args)) {
            try (TlsKey key = TlsKey.create()) {
                listen(server, new ServerConnector(server, tls(key), https()), Listening.tlsPort(args));
            }
        }
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

    private static QueuedThreadPool threads(String... args) {
        QueuedThreadPool threads = new QueuedThreadPool();
        if (Listening.virtualThreads(args)) {
            threads.setVirtualThreadsExecutor(Objects.requireNonNull(VirtualThreads.getDefaultVirtualThreadsExecutor(),
                    "this Java has no virtual threads"));
        }
        return threads;
    }

    private static void listen(Server server, ServerConnector connector, int port) {
        connector.setHost(Listening.HOST);
        connector.setPort(port);
        connector.setAcceptQueueSize(Listening.BACKLOG);
        server.addConnector(connector);
    }

    private static SslConnectionFactory tls(TlsKey key) throws Exception {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(key.context());
        return new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString());
    }

    private static HttpConnectionFactory https() {
        HttpConfiguration http = new HttpConfiguration();
        // the certificate is for no address
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new HttpConnectionFactory(http);
    }
}
