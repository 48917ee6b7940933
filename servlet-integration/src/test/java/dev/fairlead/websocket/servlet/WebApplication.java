package dev.fairlead.websocket.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** An application that is loaded by a class loader of its own; nothing here may be used by a test directly. */
public final class WebApplication implements ServletContextListener {
    /** Mounts Fairlead as an application does that isn't scanned. */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            Fairlead.install(event.getServletContext()).addEndpoint(Asked.class);
        } catch (ServletException | DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells what it sees. */
    @ServerEndpoint("/asked")
    public static class Asked {
        @OnMessage
        public String answer(String question) {
            return switch (question) {
                case "jetty" -> seesJetty();
                case "loader" -> Fairlead.class.getClassLoader().getClass().getSimpleName();
                default -> question;
            };
        }

        private static String seesJetty() {
            try {
                return Class.forName("org.eclipse.jetty.io.AbstractConnection").getName();
            } catch (ClassNotFoundException e) {
                return "hidden";
            }
        }
    }
}
