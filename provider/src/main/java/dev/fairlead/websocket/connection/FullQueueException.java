package dev.fairlead.websocket.connection;

import java.net.SocketTimeoutException;

/** A send met a queue that is full, and that didn't get empty in time where the send waited for it. */
final class FullQueueException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    FullQueueException(String message) {
        super(message);
    }
}
