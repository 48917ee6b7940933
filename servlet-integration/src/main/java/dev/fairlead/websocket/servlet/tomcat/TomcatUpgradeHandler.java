package dev.fairlead.websocket.servlet.tomcat;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Takes the socket over from Tomcat and passes its events on. Tomcat creates it, calls it under the socket's lock, and
 * leaves all timeouts to it. The same bytecode runs on Tomcat 10.1 and 11: keep away from {@code getLock}, whose return
 * type differs.
 */
public final class TomcatUpgradeHandler implements InternalHttpUpgradeHandler {
    private ApplicationScope scope;
    private AcceptedUpgrade upgrade;
    private TomcatLoops loops;
    private SocketWrapperBase<?> socket;
    private TomcatTransport transport;

    /** Called by Tomcat. */
    public TomcatUpgradeHandler() {
    }

    void prepare(ApplicationScope scope, AcceptedUpgrade upgrade, TomcatLoops loops) {
        this.scope = scope;
        this.loops = loops;
        this.upgrade = upgrade;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        this.socket = wrapper;
    }

    @Override
    public void setSslSupport(SSLSupport sslSupport) {
        // the handshake has seen the certificates
    }

    /** Opens the session. Bytes that came with the handshake follow with an event of their own. */
    @Override
    public void init(WebConnection connection) {
        transport = new TomcatTransport(scope, upgrade, socket, loops);
        upgrade = null;
        transport.open();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        return switch (event) {
            case OPEN_READ -> transport.readable();
            case OPEN_WRITE -> SocketState.UPGRADED;
            case TIMEOUT, STOP, DISCONNECT, CONNECT_FAIL, ERROR -> {
                IOException known = socket.getError();
                transport.broken(known == null ? new SocketTimeoutException("the connection failed") : known);
                yield SocketState.CLOSED;
            }
        };
    }

    @Override
    public void timeoutAsync(long now) {
        // no timers here
    }

    /** The connector stops: the application's container sends 1001 when its context is destroyed, which follows. */
    @Override
    public void pause() {
        // the sockets still work
    }

    /** Tomcat lets go of the socket, for example because its connector stops. */
    @Override
    public void destroy() {
        if (transport != null) {
            transport.forget();
            transport.broken(new IOException("Tomcat closed the connection"));
        } else if (upgrade != null) {
            upgrade.abandon();
        }
    }
}
