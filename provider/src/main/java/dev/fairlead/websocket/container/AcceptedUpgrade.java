package dev.fairlead.websocket.container;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.protocol.handshake.Headers;

/** A handshake that was accepted: the host answers 101 with the headers, and opens it when it has the byte stream. */
public interface AcceptedUpgrade {
    /**
     * The headers of the response with status 101.
     *
     * @return all of them
     */
    Headers responseHeaders();

    /**
     * Opens the session on this thread: the endpoint's onOpen is called, then the transport is started. Called at most
     * once. Never throws: an endpoint that can't be created has its error logged and the connection closed with 1011.
     *
     * @param transport the byte stream, not started
     */
    void open(Transport transport);
}
