package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ProtocolSwitch;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** Upgrades requests of Jetty: the new connection is handed over in a request attribute, when the answer has left. */
public final class JettySwitch implements ProtocolSwitch {
    private final ApplicationScope scope;
    private final JettyLoops loops = new JettyLoops();
    private final AtomicReference<Server> server = new AtomicReference<>();
    private final LifeCycle.Listener onStop = new LifeCycle.Listener() {
        @Override
        public void lifeCycleStopping(LifeCycle stopping) {
            scope.run(scope.stop());
            // the server waits for its threads
            loops.close();
        }
    };

    /**
     * Creates a switch.
     *
     * @param scope the application
     */
    public JettySwitch(ApplicationScope scope) {
        this.scope = scope;
    }

    @Override
    public void switchProtocols(HttpServletRequest request, HttpServletResponse response, AcceptedUpgrade upgrade)
            throws ServletException {
        Request core = coreRequest(request);
        ConnectionMetaData metaData = core.getConnectionMetaData();
        Connection http = metaData.getConnection();
        EndPoint endPoint = http.getEndPoint();
        Executor threads = metaData.getConnector().getExecutor();
        JettyConnection connection = new JettyConnection(endPoint, threads, scope, upgrade, loops.on(threads));
        watch(metaData.getConnector().getServer());
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        core.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
    }

    /** A server that stops cuts its connections off first and stops its applications then: too late to say 1001. */
    private void watch(Server running) {
        if (server.compareAndSet(null, running)) {
            running.addEventListener(onStop);
        }
    }

    @Override
    public void close() {
        loops.close();
        Server watched = server.get();
        if (watched != null) {
            watched.removeEventListener(onStop);
        }
    }

    /** The request below the servlet API; its class has another package in each of Jetty's Jakarta EE environments. */
    private static Request coreRequest(HttpServletRequest request) throws ServletException {
        try {
            if (request.getClass().getMethod("getRequest").invoke(request) instanceof Request core) {
                return core;
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new ServletException(request.getClass().getName() + " isn't a request of Jetty 12.1", e);
        }
        throw new ServletException(request.getClass().getName() + " isn't a request of Jetty 12.1");
    }
}
