package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.PendingWrite;
import dev.fairlead.websocket.servlet.internal.ReadInterest;
import dev.fairlead.websocket.servlet.internal.ReadLoops;
import dev.fairlead.websocket.servlet.internal.StreamTransport;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The byte stream over one end point of Jetty. Where that is a plain socket, {@link ReadLoops} tell of its bytes, so that the
 * thread that selects also reads and runs the endpoint; the same socket stays in Jetty's own selector, for writes that have
 * to wait and for its end. Under TLS, and in the absence of loops, Jetty tells.
 */
final class JettyTransport extends StreamTransport {
    private static final System.Logger LOG = System.getLogger(JettyTransport.class.getName());

    private final JettyConnection connection;
    private final EndPoint endPoint;
    private final SocketChannel plain;
    private final ReadLoops loops;
    /** Where the loops have this stream; null before it waits for the first time, or where Jetty tells of its bytes. */
    private volatile ReadInterest interest;

    /** Takes also the loops, or null. */
    JettyTransport(ApplicationScope scope, AcceptedUpgrade upgrade, JettyConnection connection, ReadLoops loops) {
        super(scope, upgrade);
        this.connection = connection;
        this.endPoint = connection.getEndPoint();
        this.plain = endPoint instanceof SocketChannelEndPoint socket ? socket.getChannel() : null;
        this.loops = plain == null ? null : loops;
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
            case WAIT -> await();
            case REST -> { }
            case END -> {
                endPoint.close();
                forget();
            }
        }
    }

    private void await() {
        if (interest == null && loops != null) {
            interest = loops.register(plain, this::fillable, connection::fillInterested);
        }
        if (interest == null) {
            connection.fillInterested();
        } else {
            interest.want();
        }
    }

    /** The end point is closed: its socket is as soon as both selectors have let go of it. */
    void forget() {
        ReadInterest known = interest;
        if (known != null) {
            known.cancel();
        }
    }

    @Override
    protected int fill(ByteBuffer buffer) throws IOException {
        // Jetty appends to buffers that are ready to be taken from
        buffer.flip();
        return endPoint.fill(buffer);
    }

    /** What TLS has decrypted may be more than it returned, and no selector knows of that. */
    @Override
    protected boolean isDrained(ByteBuffer filled) {
        return plain != null && filled.remaining() < filled.capacity();
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
            await();
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
        forget();
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
