package dev.fairlead.it.suite;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** Endpoints behind constraints, and a servlet that ends HTTP sessions. */
public final class SecurityEndpoints {
    private SecurityEndpoints() {
    }

    /** Tells its user, and notes its end. */
    @ServerEndpoint("/users/{key}")
    public static class ForUsers {
        @OnMessage
        public String on(String what, Session session) {
            return session.getUserPrincipal() == null ? "nobody" : session.getUserPrincipal().getName();
        }

        @OnClose
        public void close(Session session, CloseReason reason, @PathParam("key") String key) {
            Notes.add(key, "closed " + reason.getCloseCode().getCode() + " " + session.getUserPrincipal().getName());
        }
    }

    /** For a role that the test user doesn't have. */
    @ServerEndpoint("/admins/all")
    public static class ForAdmins {
        @OnMessage
        public String on(String what) {
            return what;
        }
    }

    /** For encrypted connections. */
    @ServerEndpoint("/confidential/all")
    public static class Confidential {
        @OnMessage
        public String on(String what) {
            return what;
        }
    }

    /** Begins HTTP sessions and ends them. */
    @WebServlet("/users-session")
    public static class UsersSession extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            String what = request.getQueryString();
            HttpSession session = request.getSession();
            boolean isNew = session.isNew();
            switch (what == null ? "" : what) {
                case "invalidate" -> session.invalidate();
                case "logout" -> request.logout();
                case "expire" -> session.setMaxInactiveInterval(1);
                case "rename" -> {
                    request.changeSessionId();
                    response.flushBuffer();
                    Notes.pause("renamed");
                }
                default -> {
                    // only begins it
                }
            }
            response.getWriter().print(isNew ? "new" : "known");
        }
    }
}
