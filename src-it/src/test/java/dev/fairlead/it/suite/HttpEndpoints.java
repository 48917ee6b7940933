package dev.fairlead.it.suite;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;

/** What a servlet and WebSocket endpoints have to do with each other. */
public final class HttpEndpoints {
    private HttpEndpoints() {
    }

    /** Was never deployed: a servlet upgrades to it. */
    public static class Late extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> session.getAsyncRemote().sendText(
                    session.getPathParameters() + " " + session.getUserProperties().get("by") + " " + text));
        }
    }

    /** Upgrades its requests. */
    @WebServlet("/upgrading")
    public static class Upgrading extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            ServerContainer container = (ServerContainer) getServletContext()
                    .getAttribute(ServerContainer.class.getName());
            ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Late.class, "/not/{where}").build();
            config.getUserProperties().put("by", "servlet");
            try {
                container.upgradeHttpToWebSocket(request, response, config, Map.of("where", "deployed"));
            } catch (DeploymentException e) {
                throw new ServletException(e);
            } catch (IllegalStateException e) {
                response.setStatus(299);
                response.getWriter().print("IllegalStateException");
            }
        }
    }

    /** Answers ordinary requests, and tells whose container the application has. */
    @WebServlet("/plain")
    public static class Plain extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("plain " + getServletContext()
                    .getAttribute(ServerContainer.class.getName()).getClass().getName());
        }
    }

    /** Makes a session that counts its visits, or ends it. */
    @WebServlet("/visit")
    public static class Visit extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var session = request.getSession();
            if ("end".equals(request.getQueryString())) {
                session.invalidate();
                response.getWriter().print("ended");
            } else {
                Object visits = session.getAttribute("visits");
                session.setAttribute("visits", visits == null ? 1 : (Integer) visits + 1);
                response.getWriter().print(session.getAttribute("visits"));
            }
        }
    }

    /** Counts its closes. */
    @ServerEndpoint(value = "/member", configurator = SessionEndpoints.Asking.class)
    public static class Member {
        @OnClose
        public void close(Session session) {
            SessionEndpoints.note("member", "closed");
        }
    }
}
