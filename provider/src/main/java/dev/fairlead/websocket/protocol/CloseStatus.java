package dev.fairlead.websocket.protocol;

import java.util.Objects;

/**
 * How a connection ended, as RFC 6455 sections 7.1.5 and 7.1.6 define it.
 *
 * @param code   a close code; 1005 for a close frame without one, 1006 where none came
 * @param reason the reason, empty where none was given
 */
public record CloseStatus(int code, String reason) {
    /**
     * Creates a status.
     *
     * @param code   a close code; 1005 for a close frame without one, 1006 where none came
     * @param reason the reason, empty where none was given
     */
    public CloseStatus {
        Objects.requireNonNull(reason, "reason");
    }
}
