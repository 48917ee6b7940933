package dev.fairlead.websocket.client;

import java.io.IOException;

/** Told by a {@link SelectorLoop} about its socket. Called by the loop's thread alone, and must not block it. */
interface ReadyHandler {
    /**
     * The socket is ready for something that was asked for with {@link ClientSocket#arm}, and which is not armed any
     * more.
     *
     * @param operations bits of {@link java.nio.channels.SelectionKey}
     */
    void onReady(int operations);

    /**
     * The loop gives the socket up: the connector was closed, or the selector is broken.
     *
     * @param cause why
     */
    void onDropped(IOException cause);
}
