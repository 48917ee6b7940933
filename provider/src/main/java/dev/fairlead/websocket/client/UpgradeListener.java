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
     * After a response came, also one that refuses, or when it is certain that none will come to a request that the
     * listener has seen.
     *
     * @param status  HTTP status; 0 without a response
     * @param headers the response's; empty without one
     */
    void afterResponse(int status, Headers headers);
}
