package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import dev.fairlead.websocket.protocol.frame.Utf8Validator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes messages of the decoded payload of data frames and hands them to the listener, whole or in parts. What lies
 * whole in the reader's buffer goes to the listener with one copy; the rest is gathered within the limit. Text is
 * checked as it arrives.
 *
 * <p>The listener is always called last, so that nothing is left half done when it throws.
 */
final class MessageAssembler {
    /** A part is gathered up to this size unless its frame ends before. */
    static final int PART_SIZE = 8 * 1024;

    private static final char REPLACEMENT = '\uFFFD';
    private static final long UNLIMITED = -1;
    private static final long UNKNOWN = -1;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final ProtocolListener listener;
    /** Whether frames come as a whole, so that each one of a message in parts needs a limit. */
    private final boolean wholeFrames;

    private final Accumulator gathered;
    private final Utf8Validator validator = new Utf8Validator();

    private Opcode type;
    private boolean inParts;
    private long limit;

    MessageAssembler(ProtocolListener listener, BufferAllocator allocator, boolean wholeFrames) {
        this.listener = listener;
        this.wholeFrames = wholeFrames;
        gathered = new Accumulator(allocator);
    }

    /** Begins a message. */
    void begin(Opcode messageType) {
        inParts = listener.wantsParts(messageType);
        limit = inParts && !wholeFrames ? UNLIMITED
                : Math.max(0, Math.min(listener.maxMessageSize(messageType), LARGEST_ARRAY));
        type = messageType;
        validator.reset();
    }

    /** How many bytes the frame may have that comes next or is under way, or -1. */
    long allowance() {
        return inParts ? limit : limit - gathered.size();
    }

    /** Checks how many bytes the frame is going to have that comes next or is under way. */
    void checkAnnounced(long length) throws ProtocolException {
        if (limit != UNLIMITED && length > allowance()) {
            throw tooBig(null);
        }
    }

    ProtocolException tooBig(ProtocolException cause) {
        boolean text = type == Opcode.TEXT;
        return new ProtocolException(CloseCode.MESSAGE_TOO_BIG, (text ? "text " : "binary ")
                + (inParts ? "frame" : "message") + " exceeds the limit of " + limit + " bytes ("
                + (text ? "maxTextMessageSize" : "maxBinaryMessageSize") + ')', cause);
    }

    /**
     * Takes payload.
     *
     * @param following  how many bytes of the frame follow, or -1 if nobody knows
     * @param endOfFrame whether the frame ends with these bytes
     * @param fin        whether it is the last frame of the message
     */
    void add(byte[] array, int offset, int length, long following, boolean endOfFrame, boolean fin)
            throws ProtocolException {
        checkAnnounced(length);
        if (type == Opcode.TEXT) {
            addText(array, offset, length, fin ? following : UNKNOWN, endOfFrame, endOfFrame && fin);
        } else {
            addBinary(array, offset, length, fin ? following : UNKNOWN, endOfFrame, endOfFrame && fin);
        }
    }

    /** Drops what was gathered. */
    void clear() {
        gathered.clear();
    }

    private void addBinary(byte[] array, int offset, int length, long following, boolean endOfFrame, boolean last) {
        byte[] data;
        if (gathered.isEmpty() && isDue(length, endOfFrame, last)) {
            data = Arrays.copyOfRange(array, offset, offset + length);
        } else {
            gathered.append(array, offset, length, following, !inParts);
            if (!isDue(gathered.size(), endOfFrame, last)) {
                return;
            }
            data = gathered.take();
        }
        listener.onBinary(ByteBuffer.wrap(data), last);
    }

    private void addText(byte[] array, int offset, int length, long following, boolean endOfFrame, boolean last)
            throws ProtocolException {
        String text;
        boolean direct = gathered.isEmpty() && isDue(length, endOfFrame, last);
        if (direct && last) {
            text = decodeWhole(array, offset, length);
        } else {
            if (validator.validate(array, offset, offset + length) >= 0 || last && !validator.isComplete()) {
                throw notUtf8();
            }
            int incomplete = validator.pending();
            if (direct) {
                text = new String(array, offset, length - incomplete, StandardCharsets.UTF_8);
                gathered.append(array, offset + length - incomplete, incomplete, UNKNOWN, false);
            } else {
                gathered.append(array, offset, length, following, false);
                if (!isDue(gathered.size(), endOfFrame, last)) {
                    return;
                }
                text = gathered.isEmpty() ? ""
                        : new String(gathered.array(), 0, gathered.size() - incomplete, StandardCharsets.UTF_8);
                gathered.keepLast(incomplete);
            }
        }
        listener.onText(text, last);
    }

    /** Whether so many bytes are to be delivered now. */
    private boolean isDue(int size, boolean endOfFrame, boolean last) {
        return last || inParts && (endOfFrame || size >= PART_SIZE);
    }

    /**
     * Decodes the whole rest of a text. The JDK's decoder puts U+FFFD in the place of what is no UTF-8: only where one
     * is seen, which may as well have been sent, the bytes are looked at a second time.
     */
    private String decodeWhole(byte[] array, int offset, int length) throws ProtocolException {
        String text = new String(array, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0
                && (validator.validate(array, offset, offset + length) >= 0 || !validator.isComplete())) {
            throw notUtf8();
        }
        return text;
    }

    private static ProtocolException notUtf8() {
        return new ProtocolException(CloseCode.INVALID_FRAME_PAYLOAD_DATA, "text message that isn't UTF-8");
    }
}
