package dev.fairlead.websocket.session;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import jakarta.websocket.CloseReason;

/** A session over one connection. Thread-safe, as Jakarta wants it. */
public final class JakartaSession {
    private JakartaSession() {
    }

    /**
     * Opens a session: calls the endpoint's onOpen on this thread, then starts the transport. If onOpen throws, onError is
     * called and the session stays open, unless the application closes it.
     *
     * @param role       which end this is
     * @param transport  the byte stream, not started
     * @param extensions what was negotiated
     * @param info       what the handshake tells
     * @param endpoint   the endpoint of this session
     * @param open       where the session is counted while it is open
     * @param runtime    threads, timers and buffers
     * @param settings   limits and timeouts
     * @return the session
     */
    public static JakartaSession open(Role role, Transport transport, ExtensionPipeline extensions, SessionInfo info,
            SessionEndpoint endpoint, OpenSessions open, ConnectionRuntime runtime, Settings settings) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the handshake told.
     *
     * @return for good
     */
    public SessionInfo info() {
        throw new UnsupportedOperationException();
    }

    /**
     * Closes the session on behalf of the container: sends a close frame with the reason, and tells the endpoint
     * the same reason, once the peer has answered or the close timeout is over. Doesn't block.
     *
     * @param reason as 1001 when the application stops, 1008 when its HTTP session ends
     */
    public void closeByContainer(CloseReason reason) {
        throw new UnsupportedOperationException();
    }

    /**
     * Adds a receiver that an annotated endpoint binds itself.
     *
     * @param receiver for a native type that has none
     * @throws IllegalStateException if the native type has one
     */
    public void addReceiver(MessageReceiver receiver) {
        throw new UnsupportedOperationException();
    }
}
