package dev.fairlead.websocket.protocol.frame;

/** Writes frame headers in their shortest form (RFC 6455 section 5.2). Stateless and thread-safe. */
public final class FrameWriter {
    /** The longest header of a frame: two bytes, a length of eight, a masking key. */
    public static final int MAX_HEADER_SIZE = 14;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16_BITS = 126;
    private static final int LENGTH_64_BITS = 127;
    private static final int MAX_7_BITS = 125;
    private static final int MAX_16_BITS = 0xFFFF;

    private FrameWriter() {
    }

    /**
     * How long a frame's header is.
     *
     * @param length bytes of payload
     * @param masked whether the frame has a masking key
     * @return 2 to {@link #MAX_HEADER_SIZE}
     */
    public static int headerSize(long length, boolean masked) {
        int size = length <= MAX_7_BITS ? 2 : length <= MAX_16_BITS ? 4 : 10;
        return masked ? size + Integer.BYTES : size;
    }

    /**
     * Writes the header of a frame without a mask.
     *
     * @param target takes {@link #headerSize} bytes
     * @param offset where the first one goes
     * @param fin    whether the frame is the last of its message
     * @param rsv    any of the bits of {@link Frame#RSV_MASK}
     * @param opcode what the frame is
     * @param length bytes of payload
     * @return the index behind the header
     */
    public static int writeHeader(byte[] target, int offset, boolean fin, int rsv, Opcode opcode, long length) {
        return write(target, offset, fin, rsv, opcode, length, 0);
    }

    /**
     * Writes the header of a masked frame.
     *
     * @param target takes {@link #headerSize} bytes
     * @param offset where the first one goes
     * @param fin    whether the frame is the last of its message
     * @param rsv    any of the bits of {@link Frame#RSV_MASK}
     * @param opcode what the frame is
     * @param length bytes of payload
     * @param key    the masking key, see {@link Mask}
     * @return the index behind the header
     */
    public static int writeHeader(byte[] target, int offset, boolean fin, int rsv, Opcode opcode, long length,
            int key) {
        int at = write(target, offset, fin, rsv, opcode, length, MASKED);
        return writeNumber(target, at, key, Integer.BYTES);
    }

    private static int write(byte[] target, int offset, boolean fin, int rsv, Opcode opcode, long length, int masked) {
        target[offset] = (byte) ((fin ? FIN : 0) | rsv | opcode.code());
        if (length <= MAX_7_BITS) {
            target[offset + 1] = (byte) (masked | (int) length);
            return offset + 2;
        }
        if (length <= MAX_16_BITS) {
            target[offset + 1] = (byte) (masked | LENGTH_16_BITS);
            return writeNumber(target, offset + 2, length, Short.BYTES);
        }
        target[offset + 1] = (byte) (masked | LENGTH_64_BITS);
        return writeNumber(target, offset + 2, length, Long.BYTES);
    }

    private static int writeNumber(byte[] target, int offset, long number, int bytes) {
        int at = offset;
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            target[at++] = (byte) (number >> shift);
        }
        return at;
    }
}
