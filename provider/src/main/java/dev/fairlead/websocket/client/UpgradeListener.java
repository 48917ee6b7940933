package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.handshake.Headers;

/** Sees a client's opening handshake. */
public interface UpgradeListener {
    /**
     * Before the request is sent.
     *
     * @param headers the request's, to be changed at will
     */
    void beforeRequest(Headers headers);

    /**
     * After a response came, also one that refuses.
     *
     * @param status  HTTP status
     * @param headers the response's
     */
    void afterResponse(int status, Headers headers);
}
