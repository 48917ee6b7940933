package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.websocket.container.FairleadServerContainer;
import dev.fairlead.websocket.servlet.Fairlead;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Fairlead mounted in a Jetty that is set up as the one with Jetty's own WebSocket. */
public final class FairleadJetty {
    private FairleadJetty() {
    }

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(Listening.HOST);
        connector.setPort(Listening.port(args));
        connector.setAcceptQueueSize(Listening.BACKLOG);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer((classes, servletContext) -> deploy(servletContext));
        server.setHandler(context);
        server.start();
        Listening.ready(args);
        server.join();
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
