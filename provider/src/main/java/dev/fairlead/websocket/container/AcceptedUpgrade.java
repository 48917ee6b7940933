package dev.fairlead.websocket.container;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.handshake.Headers;

/**
 * A handshake that was accepted: the host answers 101 with the headers, and opens it when it has the byte stream, or abandons
 * it when it knows that it won't get one. Whichever comes first counts.
 */
public interface AcceptedUpgrade {
    /**
     * The headers of the response with status 101.
     *
     * @return all of them
     */
    Headers responseHeaders();

    /**
     * Opens the session on this thread: the endpoint's onOpen is called, then the transport is started. Called at most
     * once. Never throws: an endpoint that can't be created has its error logged and the connection closed with 1011. Where
     * it was abandoned before, the transport is closed, and nothing else happens.
     *
     * @param transport the byte stream, not started
     */
    void open(Transport transport);

    /**
     * Gives back what the handshake holds: its extensions, its place in the HTTP session, and the wait of a container that
     * stops. For a host that fails to switch protocols; does nothing once it was opened or abandoned. Thread-safe; never
     * throws.
     */
    void abandon();
}
