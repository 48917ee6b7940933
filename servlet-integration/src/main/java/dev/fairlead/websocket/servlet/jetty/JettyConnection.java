package dev.fairlead.websocket.servlet.jetty;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import dev.fairlead.websocket.servlet.internal.ReadLoops;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Takes the end point over from Jetty's HTTP connection and passes its events on. Where Jetty
 * tells of bytes, its events are declared to block, which is the default, because the endpoint's code runs in them: Jetty then
 * has another thread select meanwhile.
 */
final class JettyConnection extends AbstractConnection implements Connection.UpgradeTo {
    private final JettyTransport transport;
    private final ApplicationScope scope;
    private ByteBuffer early;

    JettyConnection(EndPoint endPoint, Executor executor, ApplicationScope scope, AcceptedUpgrade upgrade,
            ReadLoops loops) {
        super(endPoint, executor);
        this.scope = scope;
        this.transport = new JettyTransport(scope, upgrade, this, loops);
    }

    /** Bytes that came with the handshake; called before {@link #onOpen}. */
    @Override
    public void onUpgradeTo(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        early = ByteBuffer.wrap(copy);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        // the session has its own timers; the connector's would end it after 30 s of silence
        getEndPoint().setIdleTimeout(0);
        ByteBuffer first = early;
        early = null;
        transport.opened(first);
    }

    @Override
    public void onFillable() {
        transport.fillable();
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        broken(cause);
        getEndPoint().close();
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        transport.forget();
        broken(cause);
    }

    /** Jetty says so on threads that must not be kept: the scheduler's and the selector's. */
    private void broken(Throwable cause) {
        if (transport.isOver()) {
            return;
        }
        IOException known = cause instanceof IOException io ? io : new IOException("Jetty closed the connection", cause);
        try {
            scope.executor().execute(() -> transport.broken(known));
        } catch (RejectedExecutionException e) {
            transport.broken(known);
        }
    }
}
