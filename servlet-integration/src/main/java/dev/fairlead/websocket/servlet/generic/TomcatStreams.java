package dev.fairlead.websocket.servlet.generic;

import jakarta.servlet.http.WebConnection;
import java.lang.reflect.Field;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * What the generic transport has to know of Tomcat, on which it runs when it is forced to. When both streams of an upgraded
 * connection are closed, Tomcat notices at the next event of the socket, and a silent peer makes none. Likewise it doesn't
 * speak again of bytes that it has taken from the socket and nobody has read.
 */
final class TomcatStreams {
    private static final System.Logger LOG = System.getLogger(TomcatStreams.class.getName());

    private TomcatStreams() {
    }

    static boolean isTomcat(WebConnection connection) {
        return connection.getClass().getName().startsWith("org.apache.coyote.");
    }

    /** Makes the event by which Tomcat notices that the streams are closed. */
    static void endSocket(WebConnection connection) {
        process(connection, SocketEvent.DISCONNECT);
    }

    /** Makes the event that a read listener is called for. */
    static void readAgain(WebConnection connection) {
        process(connection, SocketEvent.OPEN_READ);
    }

    /** No interface leads to the socket. */
    private static void process(WebConnection connection, SocketEvent event) {
        try {
            Object stream = field(connection, "upgradeServletOutputStream");
            if (field(stream, "socketWrapper") instanceof SocketWrapperBase<?> socket) {
                socket.processSocket(event, true);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Tomcat notices when the peer sends something", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
