package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** What is done to a connection when one of its timers has run out; never on the timers' own thread. Thread-safe. */
final class Timeouts {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    /** How long a peer that was idle has to answer the close frame. */
    private static final long IDLE_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Connection connection;
    /** The data of our last ping. */
    private volatile ByteBuffer pinged;

    Timeouts(Connection connection) {
        this.connection = connection;
    }

    /** A message that was begun wasn't taken in time: only cutting the stream ends it. */
    void sendTimedOut() {
        String what = "the peer of session " + connection.id()
                + " didn't take a message within the send timeout (RemoteEndpoint.Async.setSendTimeout)";
        connection.failures().warnOnce("setSendTimeout", what);
        connection.abort(new SocketTimeoutException(what));
    }

    /** The peer hasn't answered the close frame, or hasn't ended the stream. */
    void closeTimedOut() {
        LOG.log(Level.DEBUG, "[{0}] the peer didn''t end the connection within the close timeout", connection.id());
        connection.abort(new IOException("session " + connection.id() + " is closed"));
    }

    /** A peer that broke the rules is quiet now. */
    void lingered() {
        connection.closeStream();
    }

    /** No frame went in either direction. */
    void idleTimedOut(long millis) {
        close("idle for " + millis + " ms");
    }

    /** A ping wasn't answered. */
    void pingTimedOut() {
        close("no answer to a ping within " + connection.settings().pingTimeout().toMillis() + " ms");
    }

    private void close(String reason) {
        LOG.log(Level.DEBUG, "[{0}] {1}", connection.id(), reason);
        long most = connection.settings().closeTimeout().toNanos();
        connection.close(new CloseStatus(CloseCode.GOING_AWAY, reason),
                new CloseStatus(CloseCode.ABNORMAL_CLOSURE, reason),
                most == 0 ? IDLE_CLOSE_NANOS : Math.min(most, IDLE_CLOSE_NANOS));
    }

    /** It is time for a ping. */
    void keepalive() {
        ByteBuffer data = ByteBuffer.allocate(Long.BYTES).putLong(0, System.nanoTime());
        pinged = data;
        connection.sender().keepalive(data);
    }

    /** Whether a pong answers the last ping. */
    boolean isAnswer(ByteBuffer pong) {
        return pong.equals(pinged);
    }
}
