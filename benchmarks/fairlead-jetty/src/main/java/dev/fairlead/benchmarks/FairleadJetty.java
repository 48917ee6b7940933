package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import java.util.Objects;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
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

/** Fairlead mounted in a Jetty that is set up as the one with Jetty's own WebSocket. */
public final class FairleadJetty {
    private FairleadJetty() {
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
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext));
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

    private static void deploy(ServletContext context) throws ServletException {
        FairleadServerContainer container = Fairlead.install(context);
        try {
            container.addEndpoint(Echo.class);
            container.addEndpoint(FairleadBroadcast.class);
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }
}
