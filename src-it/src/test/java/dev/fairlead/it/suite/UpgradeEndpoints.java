package dev.fairlead.it.suite;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Servlets and filters that upgrade to endpoints, none of which was ever deployed. */
public final class UpgradeEndpoints {
    private static final Map<String, ServerEndpointConfig> CONFIGS = Map.of(
            "plain", ServerEndpointConfig.Builder.create(Showing.class, "/never/{deployed}").build(),
            "protocols", ServerEndpointConfig.Builder.create(Showing.class, "/never").subprotocols(List.of("v3", "v2", "v1"))
                    .build(),
            "asking", ServerEndpointConfig.Builder.create(Showing.class, "/never").configurator(new Asking()).build(),
            "bad", ServerEndpointConfig.Builder.create(Unfinished.class, "/never").build());

    private UpgradeEndpoints() {
    }

    /** Shows what it is asked for. */
    public static class Showing extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(show(session, text)));
        }

        private static String show(Session session, String what) {
            Principal user = session.getUserPrincipal();
            return switch (what) {
                case "path" -> new TreeMap<>(session.getPathParameters()).toString();
                case "protocol" -> session.getNegotiatedSubprotocol();
                case "extensions" ->
                        session.getNegotiatedExtensions().stream().map(Extension::getName).toList().toString();
                case "long" -> "say it again, ".repeat(100);
                case "user" -> user == null ? "nobody" : user.getName();
                case "count" -> session.getUserProperties().merge("count", 1, (a, b) -> (Integer) a + 1).toString();
                default -> String.valueOf(session.getUserProperties().get(what));
            };
        }
    }

    /** Can't be created. */
    public abstract static class Unfinished extends Endpoint {
    }

    /** Asks during the handshake. */
    static class Asking extends ServerEndpointConfig.Configurator {
        @Override
        public boolean checkOrigin(String origin) {
            return !"http://evil.example".equals(origin);
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Principal user = request.getUserPrincipal();
            HttpSession session = (HttpSession) request.getHttpSession();
            config.getUserProperties().put("asked user", user == null ? "nobody" : user.getName());
            config.getUserProperties().put("visitor", session == null ? "no session" : session.getAttribute("visitor"));
            response.getHeaders().put("X-Asked", List.of("yes"));
        }
    }

    private static void upgrade(ServletContext context, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        String uri = request.getRequestURI();
        try {
            container.upgradeHttpToWebSocket(request, response, CONFIGS.get(uri.substring(uri.lastIndexOf('/') + 1)),
                    Map.of("by", uri.split("/")[2], "other", "a/b %20"));
        } catch (DeploymentException | IllegalStateException e) {
            response.setStatus(299);
            response.getWriter().print(e.getClass().getSimpleName());
        }
    }

    /** Upgrades its requests. */
    @WebServlet("/servlet/*")
    public static class Upgrading extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            upgrade(getServletContext(), request, response);
        }
    }

    /** Upgrades the requests of the user that they name, and lets no request pass. */
    @WebFilter("/filter/*")
    public static class Filtering extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            upgrade(request.getServletContext(), new Known(request), response);
        }
    }

    /** A request that an application has authenticated by itself. */
    private static final class Known extends HttpServletRequestWrapper {
        Known(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            String name = getHeader("X-User");
            return name == null ? null : () -> name;
        }
    }

    /** Begins an HTTP session, or ends it. */
    @WebServlet("/visit")
    public static class Visit extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if ("end".equals(request.getQueryString())) {
                request.getSession().invalidate();
            } else {
                request.getSession().setAttribute("visitor", "number 1");
            }
            response.getWriter().print("done");
        }
    }
}
