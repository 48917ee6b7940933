package dev.fairlead.websocket.connection;

import java.io.IOException;

/** A send met a full queue, and the settings say that the connection is to be closed. */
final class SlowConsumerException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowConsumerException(String message) {
        super(message);
    }
}
