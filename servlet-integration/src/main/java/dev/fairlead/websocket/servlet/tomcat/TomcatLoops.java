package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.servlet.internal.ReadLoops;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The read loops of one application on Tomcat, on the connector's threads from the first message on. Thread-safe. */
final class TomcatLoops {
    private static final Logger LOG = System.getLogger(TomcatLoops.class.getName());

    /** Of so many threads one may select. */
    private static final int THREADS_FOR_A_LOOP = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private boolean begun;
    private volatile ReadLoops loops;

    /** The loops; null where Tomcat is to tell of bytes: it has virtual threads or few, or the application stops. */
    ReadLoops on(SocketWrapperBase<?> socket) {
        if (loops != null || begun) {
            return loops;
        }
        lock.lock();
        try {
            if (!begun) {
                begun = true;
                AbstractEndpoint<?, ?> endpoint = endpoint(socket);
                int most = endpoint.getUseVirtualThreads() ? 0 : endpoint.getMaxThreads() / THREADS_FOR_A_LOOP;
                if (most > 0) {
                    int count = Math.min(Runtime.getRuntime().availableProcessors(), most);
                    loops = new ReadLoops(task -> endpoint.getExecutor().execute(task), count);
                }
            }
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "no read loops of Fairlead's own; Tomcat tells of bytes instead", e);
        } finally {
            lock.unlock();
        }
        return loops;
    }

    private static AbstractEndpoint<?, ?> endpoint(SocketWrapperBase<?> socket) throws ReflectiveOperationException {
        Method getter = SocketWrapperBase.class.getDeclaredMethod("getEndpoint");
        getter.setAccessible(true);
        return (AbstractEndpoint<?, ?>) getter.invoke(socket);
    }

    /** Ends the loops: Tomcat tells of bytes from now on. */
    void close() {
        lock.lock();
        try {
            begun = true;
        } finally {
            lock.unlock();
        }
        ReadLoops running = loops;
        if (running != null) {
            running.close();
        }
    }
}
