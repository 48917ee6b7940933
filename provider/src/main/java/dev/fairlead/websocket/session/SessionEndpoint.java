package dev.fairlead.websocket.session;

import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;

/**
 * The endpoint of one session, as the session calls it: one thread at a time, {@link #onOpen} first, {@link #onClose} last
 * and once. What onOpen and onClose throw is given to {@link #onError} by the session. The context class loader is the
 * application's already.
 */
public interface SessionEndpoint {
    /**
     * The session is open; nothing has been read from the peer yet.
     *
     * @param session the session
     * @param config  the endpoint's
     * @throws Exception what the application's code throws
     */
    void onOpen(JakartaSession session, EndpointConfig config) throws Exception;

    /**
     * The session is closed. Afterwards decoders and encoders are destroyed.
     *
     * @param session the session
     * @param reason  how it ended
     * @throws Exception what the application's code throws
     */
    void onClose(JakartaSession session, CloseReason reason) throws Exception;

    /**
     * Something went wrong. An endpoint without a method for it has the error logged. Throws nothing.
     *
     * @param session the session
     * @param error   what was thrown
     */
    void onError(JakartaSession session, Throwable error);

    /** The session has ended and no callback follows: coders are destroyed, the instance is let go. Throws nothing. */
    void release();

    /**
     * Binds the application's message handlers.
     *
     * @return with the decoders of this session
     */
    HandlerBinder handlers();

    /**
     * Encodes the application's objects.
     *
     * @return with the encoders of this session
     */
    ObjectEncoder encoder();
}
