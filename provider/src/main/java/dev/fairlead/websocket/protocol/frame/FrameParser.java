package dev.fairlead.websocket.protocol.frame;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Role;
import java.nio.ByteBuffer;

/**
 * Cuts a peer's bytes into frames (RFC 6455 section 5.2), however they arrive. For each frame first its header is
 * parsed, then its payload, in as many pieces as the bytes come in; payload is unmasked where it lies, and no byte of
 * it is kept here. What is wrong with a header is found at the first byte that shows it. Not thread-safe.
 */
public final class FrameParser {
    private static final int FIN = 0x80;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_64_BITS = 127;
    private static final int MAX_7_BITS = 125;
    private static final int MAX_16_BITS = 0xFFFF;
    private static final int MAX_CONTROL_PAYLOAD = 125;

    /** What the next byte is. */
    private enum State { FLAGS, SHORT_LENGTH, LONG_LENGTH, KEY, PAYLOAD }

    private final boolean fromClient;
    private final int rsvBits;

    private State state = State.FLAGS;
    /** How many bytes of a long length or a key are missing. */
    private int missing;

    private boolean fin;
    private int rsv;
    private Opcode opcode;
    private long length;
    private boolean longForm;
    private int key;
    private long remaining;

    /** Of the data message that the last data frame belongs to; and whether further frames of it follow. */
    private Opcode messageType;
    private boolean fragmented;

    /**
     * Creates a parser that stands before the first frame.
     *
     * @param role    which end reads: a server wants masked frames only, a client unmasked ones only
     * @param rsvBits the reserved bits that an extension uses, of {@link Frame#RSV_MASK}
     */
    public FrameParser(Role role, int rsvBits) {
        fromClient = role == Role.SERVER;
        this.rsvBits = rsvBits;
    }

    /**
     * Takes bytes until the header of a frame is complete. The payload has to be taken before the next header.
     *
     * @param data what arrived; consumed up to the end of the header
     * @return whether the header is complete; if not, all bytes were consumed
     * @throws ProtocolException 1002
     */
    public boolean parseHeader(ByteBuffer data) throws ProtocolException {
        if (state == State.PAYLOAD && remaining == 0) {
            state = State.FLAGS;
        }
        if (state == State.FLAGS && data.remaining() >= FrameWriter.MAX_HEADER_SIZE) {
            parseWholeHeader(data);
            return true;
        }
        while (state != State.PAYLOAD) {
            if (!data.hasRemaining()) {
                return false;
            }
            int next = data.get() & 0xFF;
            switch (state) {
                case FLAGS -> parseFlags(next);
                case SHORT_LENGTH -> parseShortLength(next);
                case LONG_LENGTH -> parseLongLength(next);
                default -> parseKey(next);
            }
        }
        return true;
    }

    /** The quick way for a header that is there as a whole, as nearly all are. */
    private void parseWholeHeader(ByteBuffer data) throws ProtocolException {
        parseFlags(data.get() & 0xFF);
        parseShortLength(data.get() & 0xFF);
        while (state == State.LONG_LENGTH) {
            parseLongLength(data.get() & 0xFF);
        }
        if (state == State.KEY) {
            key = data.get() << 24 | (data.get() & 0xFF) << 16 | (data.get() & 0xFF) << 8 | data.get() & 0xFF;
            missing = 0;
            headerComplete();
        }
    }

    /**
     * Takes payload of the frame whose header was parsed, and unmasks it in place.
     *
     * @param data array-backed; consumed up to the end of the frame, or of the buffer
     * @param most how many bytes to take at most
     * @return how many bytes of payload lie before the buffer's position now
     */
    public int parsePayload(ByteBuffer data, int most) {
        int available = (int) Math.min(remaining, Math.min(most, data.remaining()));
        if (available > 0) {
            if (fromClient) {
                Mask.apply(data.array(), data.arrayOffset() + data.position(), available, key,
                        (int) (length - remaining));
            }
            data.position(data.position() + available);
            remaining -= available;
        }
        return available;
    }

    /**
     * Whether the frame is the last of its message.
     *
     * @return the frame's FIN bit
     */
    public boolean fin() {
        return fin;
    }

    /**
     * The frame's reserved bits.
     *
     * @return any of those that an extension uses
     */
    public int rsv() {
        return rsv;
    }

    /**
     * What the frame is.
     *
     * @return the frame's opcode
     */
    public Opcode opcode() {
        return opcode;
    }

    /**
     * What the message is that the last data frame belongs to.
     *
     * @return {@link Opcode#TEXT} or {@link Opcode#BINARY}
     */
    public Opcode messageType() {
        return messageType;
    }

    /**
     * How many bytes of payload the frame has.
     *
     * @return bytes
     */
    public long length() {
        return length;
    }

    /**
     * How many bytes of payload were not taken yet.
     *
     * @return bytes, 0 at the end of the frame
     */
    public long remaining() {
        return remaining;
    }

    /**
     * Whether a peer may end its stream here without cutting a frame or a message.
     *
     * @return true between messages
     */
    public boolean isBetweenMessages() {
        return !fragmented && (state == State.FLAGS || state == State.PAYLOAD && remaining == 0);
    }

    private void parseFlags(int flags) throws ProtocolException {
        fin = (flags & FIN) != 0;
        rsv = flags & Frame.RSV_MASK;
        if ((rsv & ~rsvBits) != 0) {
            throw violation("reserved bits 0x" + Integer.toHexString(rsv & ~rsvBits) + " set that no extension uses");
        }
        opcode = Opcode.of(flags & OPCODE);
        if (opcode == null) {
            throw violation("reserved opcode 0x" + Integer.toHexString(flags & OPCODE));
        }
        if (opcode.isControl()) {
            if (!fin) {
                throw violation("fragmented " + name(opcode) + " frame");
            }
        } else if (opcode == Opcode.CONTINUATION) {
            if (!fragmented) {
                throw violation("continuation frame without a message to continue");
            }
        } else if (fragmented) {
            throw violation(name(opcode) + " frame inside a fragmented " + name(messageType) + " message");
        }
        state = State.SHORT_LENGTH;
    }

    private void parseShortLength(int next) throws ProtocolException {
        if ((next & MASKED) != 0 != fromClient) {
            throw violation(fromClient ? "frame of a client without a mask" : "masked frame of a server");
        }
        int shortLength = next & LENGTH;
        if (opcode.isControl() && shortLength > MAX_CONTROL_PAYLOAD) {
            throw violation(name(opcode) + " frame with more than " + MAX_CONTROL_PAYLOAD + " bytes");
        }
        length = shortLength;
        if (shortLength <= MAX_7_BITS) {
            lengthComplete();
        } else {
            longForm = shortLength == LENGTH_64_BITS;
            length = 0;
            missing = longForm ? Long.BYTES : Short.BYTES;
            state = State.LONG_LENGTH;
        }
    }

    private void parseLongLength(int next) throws ProtocolException {
        if (longForm && missing == Long.BYTES && next > Byte.MAX_VALUE) {
            throw violation("frame length with the highest bit set");
        }
        length = length << Byte.SIZE | next;
        if (--missing == 0) {
            if (length <= (longForm ? MAX_16_BITS : MAX_7_BITS)) {
                throw violation("frame length " + length + " not in its shortest form");
            }
            lengthComplete();
        }
    }

    private void lengthComplete() {
        if (fromClient) {
            key = 0;
            missing = Integer.BYTES;
            state = State.KEY;
        } else {
            headerComplete();
        }
    }

    private void parseKey(int next) {
        key = key << Byte.SIZE | next;
        if (--missing == 0) {
            headerComplete();
        }
    }

    private void headerComplete() {
        remaining = length;
        if (!opcode.isControl()) {
            if (opcode != Opcode.CONTINUATION) {
                messageType = opcode;
            }
            fragmented = !fin;
        }
        state = State.PAYLOAD;
    }

    private static String name(Opcode opcode) {
        return switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case BINARY -> "binary";
            case CLOSE -> "close";
            case PING -> "ping";
            case PONG -> "pong";
        };
    }

    private static ProtocolException violation(String message) {
        return new ProtocolException(CloseCode.PROTOCOL_ERROR, message);
    }
}
