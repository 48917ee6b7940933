package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
import dev.fairlead.websocket.servlet.internal.StreamTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/** The byte stream over one end point of Jetty. */
final class JettyTransport extends StreamTransport {
    private static final System.Logger LOG = System.getLogger(JettyTransport.class.getName());

    private final JettyConnection connection;
    private final EndPoint endPoint;

    JettyTransport(ApplicationScope scope, AcceptedUpgrade upgrade, JettyConnection connection) {
        super(scope, upgrade);
        this.connection = connection;
        this.endPoint = connection.getEndPoint();
    }

    void opened(ByteBuffer early) {
        goOn(open(early));
    }

    void fillable() {
        goOn(read());
    }

    void broken(IOException cause) {
        expire(cause);
    }

    boolean isOver() {
        return isDropped();
    }

    private void goOn(Next next) {
        switch (next) {
            case WAIT -> connection.fillInterested();
            case REST -> { }
            case END -> endPoint.close();
        }
    }

    @Override
    protected int fill(ByteBuffer buffer) throws IOException {
        // Jetty appends to buffers that are ready to be taken from
        buffer.flip();
        return endPoint.fill(buffer);
    }

    /**
     * The completion may run on the selector's thread. It must not wait for a pooled one: all of these may be blocked in
     * sends that only a completion ends.
     */
    @Override
    protected void flush(ByteBuffer[] buffers, PendingWrite write) {
        endPoint.write(Callback.from(Invocable.InvocationType.NON_BLOCKING, write::succeeded, write::failed), buffers);
    }

    @Override
    protected boolean shutdownOutput() {
        // silence of the peer ends the connection through onFillInterestedFailed
        endPoint.setIdleTimeout(LINGER.toMillis());
        endPoint.shutdownOutput();
        return true;
    }

    @Override
    protected void resume() {
        if (endPoint.isOpen()) {
            connection.fillInterested();
        }
    }

    @Override
    protected void drop(boolean reading) {
        try {
            if (endPoint.getTransport() instanceof SocketChannel socket) {
                // a closed socket would go on to offer the peer what it didn't take
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the socket was closed before", e);
        }
        endPoint.close();
    }

    @Override
    public SocketAddress localAddress() {
        return endPoint.getLocalSocketAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return endPoint.getRemoteSocketAddress();
    }
}
