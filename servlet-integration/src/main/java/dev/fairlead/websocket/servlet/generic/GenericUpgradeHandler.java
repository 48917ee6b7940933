package dev.fairlead.websocket.servlet.generic;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings the container's connection and our transport together. Most containers call {@link #init} after the request has
 * ended, some inside {@code upgrade()}, so whichever of the two comes second begins.
 */
public final class GenericUpgradeHandler implements HttpUpgradeHandler {
    private final ReentrantLock lock = new ReentrantLock();
    private GenericTransport transport;
    private WebConnection connection;

    /** Called by the servlet container. */
    public GenericUpgradeHandler() {
    }

    void attach(GenericTransport transport) {
        lock.lock();
        try {
            this.transport = transport;
            if (connection == null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        transport.begin(connection);
    }

    @Override
    public void init(WebConnection connection) {
        lock.lock();
        try {
            this.connection = connection;
            if (transport == null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        transport.begin(connection);
    }

    /** The container lets go of the connection. */
    @Override
    public void destroy() {
        if (transport != null) {
            transport.lost();
        }
    }
}
