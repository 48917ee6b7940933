package dev.fairlead.benchmarks;

import java.nio.ByteBuffer;

/** Headers and masks of frames. */
final class FloorFrame {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;
    static final int RSV1 = 0x40;
    static final int OPCODE = 15;
    static final int LARGEST_HEADER = 14;
    static final int MASK = 4;

    private static final int LENGTH = 127;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int LONGEST_SHORT = 0xffff;
    private static final int EIGHT = 8;

    private FloorFrame() {
    }

    /** How many bytes the frame at the position has; more than there are, if its header isn't there. */
    static int size(ByteBuffer in) {
        int at = in.position();
        int available = in.remaining();
        if (available < 2) {
            return LARGEST_HEADER;
        }
        int length = in.get(at + 1) & LENGTH;
        int header = header(length) + MASK;
        if (available < header) {
            return LARGEST_HEADER;
        }
        return header + switch (length) {
            case SHORT -> in.getShort(at + 2) & LONGEST_SHORT;
            case LONG -> Math.toIntExact(in.getLong(at + 2));
            default -> length;
        };
    }

    /** How many bytes are before the payload of the masked frame at the position. */
    static int head(ByteBuffer in) {
        return header(in.get(in.position() + 1) & LENGTH) + MASK;
    }

    private static int header(int lengthField) {
        return lengthField < SHORT ? 2 : lengthField == SHORT ? 4 : 10;
    }

    /** How many bytes the header of a server's frame has. */
    static int headerFor(int length) {
        return length < SHORT ? 2 : length <= LONGEST_SHORT ? 4 : 10;
    }

    /** Writes a server's header. */
    static void putHeader(ByteBuffer out, int first, int length) {
        out.put((byte) first);
        if (length < SHORT) {
            out.put((byte) length);
        } else if (length <= LONGEST_SHORT) {
            out.put((byte) SHORT).putShort((short) length);
        } else {
            out.put((byte) LONG).putLong(length);
        }
    }

    /** Unmasks the bytes between two indices with the key before them. */
    static void unmask(ByteBuffer in, int from, int to) {
        int key = in.getInt(from - MASK);
        long wide = (long) key << Integer.SIZE | key & 0xffffffffL;
        int at = from;
        for (; at + EIGHT <= to; at += EIGHT) {
            in.putLong(at, in.getLong(at) ^ wide);
        }
        for (; at < to; at++) {
            wide = Long.rotateLeft(wide, EIGHT);
            in.put(at, (byte) (in.get(at) ^ wide));
        }
    }
}
