package dev.fairlead.it.wire;

import java.nio.charset.StandardCharsets;

/**
 * A frame as it stands on the wire.
 *
 * @param fin     whether it ends its message
 * @param rsv     the reserved bits, RSV1 = 4
 * @param opcode  0 to 15
 * @param payload unmasked
 */
public record WireFrame(boolean fin, int rsv, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code of a close frame; 1005 if it has none. */
    public int closeCode() {
        if (opcode != CLOSE) {
            throw new IllegalStateException("no close frame: " + this);
        }
        return payload.length < 2 ? 1005 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    /** The reason of a close frame. */
    public String closeReason() {
        return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String shown = opcode == CLOSE ? closeCode() + " " + closeReason() : text();
        return "frame " + opcode + (fin ? " fin" : "") + " rsv" + rsv + ", " + payload.length + " bytes: "
                + shown.substring(0, Math.min(75, shown.length()));
    }
}
