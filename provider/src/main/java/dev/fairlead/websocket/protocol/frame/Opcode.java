package dev.fairlead.websocket.protocol.frame;

/** The opcodes that RFC 6455 section 5.2 defines. */
public enum Opcode {
    /** A further frame of a fragmented message. */
    CONTINUATION(0x0),
    /** The first frame of a text message. */
    TEXT(0x1),
    /** The first frame of a binary message. */
    BINARY(0x2),
    /** Starts or answers the close handshake. */
    CLOSE(0x8),
    /** Asks for a pong. */
    PING(0x9),
    /** Answers a ping, or comes unasked. */
    PONG(0xA);

    private static final Opcode[] BY_CODE = new Opcode[16];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /**
     * The number on the wire.
     *
     * @return 0 to 15
     */
    public int code() {
        return code;
    }

    /**
     * Whether frames of this opcode are control frames: never fragmented, at most 125 bytes (RFC 6455 section 5.5).
     *
     * @return true for close, ping and pong
     */
    public boolean isControl() {
        return code >= 0x8;
    }

    /**
     * The opcode with a number.
     *
     * @param code the low four bits of a frame's first byte
     * @return the opcode, or null where the number is reserved
     */
    public static Opcode of(int code) {
        return BY_CODE[code & 0xF];
    }
}
