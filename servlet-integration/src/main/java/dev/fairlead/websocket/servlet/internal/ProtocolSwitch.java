package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.container.AcceptedUpgrade;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Turns the connection of an accepted handshake into a byte stream; each kind of container has its own. Thread-safe. */
public interface ProtocolSwitch {
    /**
     * Answers 101 and opens the session as soon as the container hands the stream over.
     *
     * @param request  the container's own, without wrappers
     * @param response has the headers of the answer, not committed
     * @param upgrade  opened once
     * @throws IOException      if the response can't be written
     * @throws ServletException if the container refuses
     */
    void switchProtocols(HttpServletRequest request, HttpServletResponse response, AcceptedUpgrade upgrade)
            throws IOException, ServletException;

    /** Lets go of the server: the application has stopped. */
    default void close() {
        // nothing is held, usually
    }
}
