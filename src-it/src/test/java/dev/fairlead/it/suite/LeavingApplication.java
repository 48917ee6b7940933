package dev.fairlead.it.suite;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * An application that is undeployed. It leaves its class loader in the system properties, which all class loaders share, for
 * a test to see whether it is collected.
 */
public final class LeavingApplication {
    static final String LOADER = "dev.fairlead.it.loader";
    static final String CLOSED = "dev.fairlead.it.closed";

    private LeavingApplication() {
    }

    /** Uses what a test asks for. */
    @ServerEndpoint("/leaving")
    public static class Leaving {
        @OnOpen
        public void open() {
            System.getProperties().put(LOADER, new WeakReference<>(getClass().getClassLoader()));
        }

        @OnMessage
        public String on(String text, Session session) throws Exception {
            String[] words = text.split(" ");
            switch (words[0]) {
                case "idle" -> session.setMaxIdleTimeout(60_000);
                case "send" -> {
                    session.getAsyncRemote().setSendTimeout(60_000);
                    session.getAsyncRemote().sendText("sent", result -> { });
                    return null;
                }
                case "client" -> {
                    client(words[1], words[2].equals("close"));
                }
                default -> {
                    return text;
                }
            }
            return "done";
        }

        private static void client(String uri, boolean close) throws Exception {
            CountDownLatch heard = new CountDownLatch(1);
            Session client = ContainerProvider.getWebSocketContainer().connectToServer(new Guest(heard), URI.create(uri));
            client.getBasicRemote().sendText("hello");
            heard.await();
            if (close) {
                client.close();
            }
        }

        @OnClose
        public void close(CloseReason reason) {
            Properties properties = System.getProperties();
            properties.merge(CLOSED, reason.getCloseCode().getCode() + " ", (all, one) -> all + "" + one);
        }
    }

    /** A client in the application. */
    @ClientEndpoint
    public static class Guest {
        private final CountDownLatch heard;

        Guest(CountDownLatch heard) {
            this.heard = heard;
        }

        @OnMessage
        public void on(String text) {
            heard.countDown();
        }
    }

    /** Begins an HTTP session that holds an object of the application. */
    @WebServlet("/visit")
    public static class Visit extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession().setAttribute("guest", new Guest(null));
            response.getWriter().print("welcome");
        }
    }
}
