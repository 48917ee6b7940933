package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;

/** Words the refusal of what isn't deflate. */
final class Malformed {
    private Malformed() {
    }

    /**
     * A failure with 1007 (RFC 6455 section 7.4.1: data that isn't consistent with the type of the message).
     *
     * @param found what is wrong
     * @return to be thrown
     */
    static ProtocolException malformed(String found) {
        return new ProtocolException(CloseCode.INVALID_FRAME_PAYLOAD_DATA,
                "a compressed message isn't valid: " + found);
    }
}
