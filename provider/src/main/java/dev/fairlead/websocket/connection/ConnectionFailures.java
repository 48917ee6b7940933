package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.ExtensionFailedException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What goes wrong at this end of a connection: each is logged, and closes the connection with a code of its own. Thread-safe. */
final class ConnectionFailures {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final Connection connection;
    private final Ending ending;

    ConnectionFailures(Connection connection, Ending ending) {
        this.connection = connection;
        this.ending = ending;
    }

    /** A reason for a log or for a close status: at most 75 characters. */
    static String cut(String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= 75 ? text : text.substring(0, 72) + "...";
    }

    /** The listener threw what it shouldn't, or an error of the JVM: what follows has no meaning any more. */
    void callbackFailed(Throwable thrown) {
        LOG.log(Level.ERROR, "[" + connection.id() + "] closed, as a callback failed", thrown);
        CloseStatus how = new CloseStatus(CloseCode.INTERNAL_ERROR, "");
        connection.close(how, how);
        ending.decide(how, null);
    }

    /**
     * An extension can't encode: the connection fails.
     *
     * @return what the send is told
     */
    IOException encodingFailed(ProtocolException why) {
        LOG.log(Level.WARNING, "[{0}] an extension failed to encode a message: {1}", connection.id(),
                cut(why.getMessage()));
        CloseStatus how = new CloseStatus(why.closeCode(), cut(why.getMessage()));
        connection.close(how, how);
        return new IOException("the message can't be encoded: " + why.getMessage(), why);
    }

    /** An extension threw as the connection had ended: there is nobody left to be told. */
    void closingFailed(ExtensionFailedException why) {
        LOG.log(Level.WARNING, "[" + connection.id() + "] " + why.getMessage(), why);
    }

    /** A write failed. */
    void writeFailed() {
        LOG.log(Level.DEBUG, "[{0}] a write failed", connection.id());
        ending.writeFailed();
    }

    /** A send met a full queue, and the settings say what that means. */
    void queueIsFull(String what) {
        warnOnce("fairlead.sendQueueSize", what);
        if (connection.settings().slowConsumer() != Settings.SlowConsumer.CLOSE) {
            return;
        }
        CloseStatus how = new CloseStatus(CloseCode.TRY_AGAIN_LATER, "too slow");
        connection.close(how, how);
    }

    /** Tells of a limit that was met: the first time for all connections, else only where somebody looks closely. */
    void warnOnce(String setting, String message) {
        if (connection.runtime().warnsFirst(setting)) {
            LOG.log(Level.WARNING, "[{0}] {1}; further ones are logged at DEBUG", connection.id(), message);
        } else {
            LOG.log(Level.DEBUG, "[{0}] {1}", connection.id(), message);
        }
    }
}
