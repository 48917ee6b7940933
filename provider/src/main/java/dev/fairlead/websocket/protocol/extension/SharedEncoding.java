package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.Objects;

/**
 * What a {@link SharingExtension} has made of a message for all connections that have the same key.
 *
 * @param frame the encoded message, or the very frame that was to be encoded; nobody changes its payload any more
 * @param state what {@link SharingExtension#adopt} of each of the connections is to know of it; immutable or
 *              thread-safe, and null where there is nothing to know
 */
public record SharedEncoding(Frame frame, Object state) {
    /**
     * Creates an encoding.
     *
     * @param frame the encoded message, or the very frame that was to be encoded; nobody changes its payload any more
     * @param state what {@link SharingExtension#adopt} of each of the connections is to know of it; immutable or
     *              thread-safe, and null where there is nothing to know
     */
    public SharedEncoding {
        Objects.requireNonNull(frame, "frame");
    }
}
