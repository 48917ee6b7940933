package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.servlet.internal.LazyReadLoops;
import dev.fairlead.websocket.servlet.internal.ReadLoops;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The read loops of one application on Tomcat, on the connector's threads from the first message on. Thread-safe. */
final class TomcatLoops {
    private static final Logger LOG = System.getLogger(TomcatLoops.class.getName());

    private final LazyReadLoops loops = new LazyReadLoops();

    /** The loops; null where Tomcat is to tell of bytes: it has virtual threads or few, or the application stops. */
    ReadLoops on(SocketWrapperBase<?> socket) {
        if (!loops.hasBegun()) {
            begin(socket);
        }
        return loops.running();
    }

    private void begin(SocketWrapperBase<?> socket) {
        try {
            AbstractEndpoint<?, ?> endpoint = endpoint(socket);
            loops.begin(task -> execute(endpoint, task),
                    endpoint.getUseVirtualThreads() ? 0 : LazyReadLoops.count(endpoint.getMaxThreads()));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.log(Level.DEBUG, "the connector's threads aren't accessible: Tomcat tells of bytes", e);
            loops.begin(Runnable::run, 0);
        }
    }

    private static AbstractEndpoint<?, ?> endpoint(SocketWrapperBase<?> socket) throws ReflectiveOperationException {
        Method getter = SocketWrapperBase.class.getDeclaredMethod("getEndpoint");
        getter.setAccessible(true);
        return (AbstractEndpoint<?, ?>) getter.invoke(socket);
    }

    private static void execute(AbstractEndpoint<?, ?> endpoint, Runnable task) {
        Executor threads = endpoint.getExecutor();
        if (threads == null) {
            throw new RejectedExecutionException("the connector has stopped");
        }
        threads.execute(task);
    }

    /** Ends the loops: Tomcat tells of bytes from now on. */
    void close() {
        loops.close();
    }
}
