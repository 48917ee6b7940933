package dev.fairlead.it.suite;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Set;

/** An application that adds endpoints itself: in a listener, as a context parameter says, and in a servlet while it serves. */
public final class AddedEndpoints {
    /** The context parameter and attribute of what the listener adds, and of what became of it. */
    static final String ADD = "add";

    private AddedEndpoints() {
    }

    /** Is all that the scan deploys: whatever else there is, is added. */
    public static class OneScanned implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of();
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of(Scanned.class);
        }
    }

    /** Is found by the scan. */
    @ServerEndpoint("/scanned")
    public static class Scanned {
        @OnMessage
        public String on(String text) {
            return "scanned " + text;
        }
    }

    /** Is added by the listener. */
    @ServerEndpoint("/listener-class")
    public static class ByListener {
        @OnMessage
        public String on(String text) {
            return "listener " + text;
        }
    }

    /** Is added by a request. */
    @ServerEndpoint("/servlet-class")
    public static class ByServlet {
        @OnMessage
        public String on(String text) {
            return "servlet " + text;
        }
    }

    /** Has the path of another one. */
    @ServerEndpoint("/scanned")
    public static class SamePath {
    }

    /** Can't be called. */
    @ServerEndpoint("/bad")
    public static class Bad {
        @OnMessage
        public void nothing(Session session) {
        }
    }

    /** Tells its path. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            String path = ((ServerEndpointConfig) config).getPath();
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(path + " " + text));
        }
    }

    /** Adds, and says what became of it. */
    private static String add(ServletContext context, String what) {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            switch (what) {
                case "listener-class" -> container.addEndpoint(ByListener.class);
                case "servlet-class" -> container.addEndpoint(ByServlet.class);
                case "scanned-class" -> container.addEndpoint(Scanned.class);
                case "same-path" -> container.addEndpoint(SamePath.class);
                case "bad" -> container.addEndpoint(Bad.class);
                default -> container.addEndpoint(
                        ServerEndpointConfig.Builder.create(Programmatic.class, "/" + what).build());
            }
            return "added";
        } catch (DeploymentException e) {
            return e.getMessage();
        }
    }

    /** Adds while the application starts, and catches what goes wrong. */
    @WebListener
    public static class Adding implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServletContext context = event.getServletContext();
            StringBuilder results = new StringBuilder();
            for (String what : context.getInitParameter(ADD).split(" ")) {
                results.append(add(context, what)).append('\n');
            }
            context.setAttribute(ADD, results.toString());
        }
    }

    /** Adds while the application serves, or tells what became of what the listener added. */
    @WebServlet("/add")
    public static class AddingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String what = request.getQueryString();
            response.getWriter().print(what == null ? getServletContext().getAttribute(ADD)
                    : add(getServletContext(), what));
        }
    }
}
