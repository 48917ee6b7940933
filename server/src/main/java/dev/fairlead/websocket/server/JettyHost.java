package dev.fairlead.websocket.server;

import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The Jetty of one {@link Server}. */
final class JettyHost {
    /** How many connections may wait to be accepted: after a restart all clients come back at once. */
    private static final int ACCEPT_QUEUE = 1024;

    private static final Logger LOG = System.getLogger(JettyHost.class.getName());

    private final ServerOptions options;
    private final org.eclipse.jetty.server.Server jetty;
    private final ServerConnector connector;
    private FairleadServerContainer container;

    JettyHost(ServerOptions options) throws IOException {
        this.options = options;
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("fairlead-server");
        jetty = new org.eclipse.jetty.server.Server(threads);
        connector = connector();
        jetty.addConnector(connector);
        jetty.setHandler(context());
    }

    private ServerConnector connector() throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector made;
        if (options.keyStore() == null) {
            made = new ServerConnector(jetty, plain);
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            made = new ServerConnector(jetty, new SslConnectionFactory(tls(), plain.getProtocol()), plain);
        }
        made.setHost(options.host());
        made.setPort(options.port());
        made.setAcceptQueueSize(ACCEPT_QUEUE);
        return made;
    }

    private SslContextFactory.Server tls() throws IOException {
        if (!Files.isReadable(options.keyStore())) {
            throw new IOException("there is no readable key store at " + options.keyStore());
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(options.keyStore().toUri().toString());
        tls.setKeyStorePassword(new String(options.keyStorePassword()));
        return tls;
    }

    private ServletContextHandler context() throws IOException {
        ServletContextHandler context = new ServletContextHandler(options.contextPath());
        context.setClassLoader(Thread.currentThread().getContextClassLoader());
        context.setAllowNullPathInContext(true);
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext));
        if (options.staticFiles() != null) {
            Resource files = ResourceFactory.of(context).newClassLoaderResource(options.staticFiles(), false);
            if (files == null || !files.isDirectory()) {
                throw new IOException("there is no folder " + options.staticFiles()
                        + " on the class path for the static files");
            }
            context.setBaseResource(files);
            ServletHolder servlet = new ServletHolder("files", DefaultServlet.class);
            servlet.setInitParameter("dirAllowed", "false");
            servlet.setInitParameter("cacheControl", "no-cache");
            context.addServlet(servlet, "/");
        }
        return context;
    }

    private void deploy(ServletContext context) throws ServletException {
        try {
            container = options.settings() == null
                    ? Fairlead.install(context)
                    : Fairlead.install(context, options.settings());
            container.deployScanned(options.scanned());
            for (Class<?> endpoint : options.endpoints()) {
                container.addEndpoint(endpoint);
            }
            for (ServerEndpointConfig config : options.configs()) {
                container.addEndpoint(config);
            }
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }

    void start() throws DeploymentException, IOException {
        try {
            jetty.start();
        } catch (Exception e) {
            stop();
            throw explained(e);
        }
    }

    /** Jetty wraps what goes wrong; users are told the reason. */
    private IOException explained(Exception failure) throws DeploymentException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DeploymentException bad) {
                throw bad;
            }
            if (cause instanceof java.net.BindException) {
                return new IOException(options.address() + " can't be listened on (" + cause.getMessage()
                        + "): choose another port, or 0 for any that is free", failure);
            }
        }
        return new IOException("the server can't start: " + failure, failure);
    }

    int port() {
        return connector.getLocalPort();
    }

    FairleadServerContainer container() {
        return container;
    }

    void join() throws InterruptedException {
        jetty.join();
    }

    void stop() {
        // Jetty drops its connections before it tells its contexts, so sessions are closed first.
        if (container != null) {
            container.stop();
        }
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.log(Level.WARNING, "the embedded Jetty didn't stop as it should", e);
        }
    }
}
