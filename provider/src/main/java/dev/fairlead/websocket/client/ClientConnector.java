package dev.fairlead.websocket.client;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.io.IOException;

/**
 * Opens client connections over a fixed small number of selector threads. Threads are started with the first connection
 * and end when none is left. Thread-safe.
 */
public final class ClientConnector implements AutoCloseable {
    /**
     * Creates a connector.
     *
     * @param runtime its executor runs the listeners of the transports
     */
    public ClientConnector(ConnectionRuntime runtime) {
        throw new UnsupportedOperationException();
    }

    /**
     * Connects, does TLS and the opening handshake; waits at most the open timeout.
     *
     * @param request  what is wanted
     * @param settings timeouts and limits
     * @return the connection, not started
     * @throws IOException        if there is no connection, TLS fails, or a timeout is over
     * @throws HandshakeException if the server's answer isn't acceptable
     */
    public Upgraded connect(UpgradeRequest request, Settings settings) throws IOException, HandshakeException {
        throw new UnsupportedOperationException();
    }

    /** Drops all connections and ends the threads. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
