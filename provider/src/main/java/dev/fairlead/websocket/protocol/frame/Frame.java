package dev.fairlead.websocket.protocol.frame;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * One frame between the wire and the application, unmasked: what an extension decodes and encodes
 * (RFC 6455 section 5.2).
 *
 * @param fin     whether this is the last frame of its message
 * @param rsv     the reserved bits in their place on the wire: any of {@link #RSV1}, {@link #RSV2}, {@link #RSV3}
 * @param opcode  what the frame is
 * @param payload the payload between position and limit; who may change it, and for how long it is valid, is said where
 *                the frame is handed over
 */
public record Frame(boolean fin, int rsv, Opcode opcode, ByteBuffer payload) {
    /** The first reserved bit; permessage-deflate marks compressed messages with it (RFC 7692 section 6). */
    public static final int RSV1 = 0x40;
    /** The second reserved bit. */
    public static final int RSV2 = 0x20;
    /** The third reserved bit. */
    public static final int RSV3 = 0x10;

    /** All three reserved bits. */
    public static final int RSV_MASK = RSV1 | RSV2 | RSV3;

    /**
     * Creates a frame.
     *
     * @param fin     whether this is the last frame of its message
     * @param rsv     the reserved bits in their place on the wire: any of {@link #RSV1}, {@link #RSV2}, {@link #RSV3}
     * @param opcode  what the frame is
     * @param payload the payload between position and limit; who may change it, and for how long it is valid, is said
     *                where the frame is handed over
     * @throws IllegalArgumentException if rsv has other bits than the reserved ones
     */
    public Frame {
        Objects.requireNonNull(opcode, "opcode");
        Objects.requireNonNull(payload, "payload");
        if ((rsv & ~RSV_MASK) != 0) {
            throw new IllegalArgumentException("rsv has bits outside of RSV1, RSV2 and RSV3: 0x"
                    + Integer.toHexString(rsv));
        }
    }

    /**
     * The same frame with another payload.
     *
     * @param other the new payload
     * @return a new frame
     */
    public Frame withPayload(ByteBuffer other) {
        return new Frame(fin, rsv, opcode, other);
    }

    /**
     * The same frame with other reserved bits.
     *
     * @param bits any of {@link #RSV1}, {@link #RSV2}, {@link #RSV3}
     * @return a new frame
     */
    public Frame withRsv(int bits) {
        return new Frame(fin, bits, opcode, payload);
    }
}
