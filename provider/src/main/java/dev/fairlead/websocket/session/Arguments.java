package dev.fairlead.websocket.session;

import java.nio.ByteBuffer;

/** Checks that Jakarta demands of arguments. */
final class Arguments {
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private Arguments() {
    }

    static void require(Object argument, String name) {
        if (argument == null) {
            throw new IllegalArgumentException(name + " is null");
        }
    }

    static void requireControlPayload(ByteBuffer data) {
        require(data, "data");
        if (data.remaining() > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("data has " + data.remaining() + " bytes; a ping or pong carries at most "
                    + MAX_CONTROL_PAYLOAD + " (RFC 6455 section 5.5)");
        }
    }
}
