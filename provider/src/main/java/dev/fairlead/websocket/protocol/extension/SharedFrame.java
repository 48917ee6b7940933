package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.FrameWriter;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A whole message that is sent to many connections, and what extensions have made of it: each encoding is made once and
 * kept here for the connections that share it. As an extension's input and output are both such a frame, several
 * extensions share as far as they can, one behind the other.
 *
 * <p>Thread-safe without a lock: two connections that encode at the same moment may both do the work, and either result
 * is right for both.
 */
public final class SharedFrame {
    private static final Branch[] NONE = {};

    /** More different encodings of one message aren't kept: whoever looks for one would look for too long. */
    private static final int MOST_BRANCHES = 64;

    private final Frame frame;
    private final OutgoingMessage wishes;
    private final boolean shared;
    private volatile Branch[] branches = NONE;
    private volatile ByteBuffer wire;

    /** What one class of extensions has made for one key. */
    record Branch(Class<?> extension, Object key, SharedEncoding encoding, SharedFrame result) {
    }

    private SharedFrame(Frame frame, OutgoingMessage wishes, boolean shared) {
        this.frame = frame;
        this.wishes = wishes;
        this.shared = shared;
    }

    /**
     * A text message.
     *
     * @param text a surrogate without its other half becomes a question mark
     * @return a new frame
     */
    public static SharedFrame text(String text) {
        return whole(Opcode.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A binary message.
     *
     * @param data is copied; its position is left alone
     * @return a new frame
     */
    public static SharedFrame binary(ByteBuffer data) {
        return whole(Opcode.BINARY, ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip());
    }

    private static SharedFrame whole(Opcode opcode, ByteBuffer payload) {
        return new SharedFrame(new Frame(true, 0, opcode, payload.asReadOnlyBuffer()), OutgoingMessage.ORDINARY, true);
    }

    /**
     * The same message with a wish, and shared only with those who have that.
     *
     * @param message what extensions are told
     * @return a frame with the same payload
     */
    public SharedFrame with(OutgoingMessage message) {
        return message == wishes ? this : new SharedFrame(frame, Objects.requireNonNull(message, "message"), true);
    }

    /**
     * What the message's sender wishes.
     *
     * @return what extensions are told
     */
    public OutgoingMessage wishes() {
        return wishes;
    }

    /**
     * What this is of.
     *
     * @return a whole message; its payload is read-only, and has a position of its own
     */
    public Frame frame() {
        return frame.withPayload(frame.payload().duplicate());
    }

    /**
     * How large the payload is.
     *
     * @return bytes
     */
    public int size() {
        return frame.payload().remaining();
    }

    /**
     * Whether other connections may get the same.
     *
     * @return false for what was encoded for one connection; its payload is used before the next call of the extension
     */
    public boolean isShared() {
        return shared;
    }

    /**
     * The frame as it stands on the wire without a mask, header and payload.
     *
     * @return array-backed, with a position of its own; its contents aren't changed
     */
    public ByteBuffer wire() {
        ByteBuffer whole = wire;
        if (whole == null) {
            int length = size();
            byte[] bytes = new byte[FrameWriter.headerSize(length, false) + length];
            int header = FrameWriter.writeHeader(bytes, 0, frame.fin(), frame.rsv(), frame.opcode(), length);
            frame.payload().get(frame.payload().position(), bytes, header, length);
            whole = ByteBuffer.wrap(bytes);
            wire = whole;
        }
        return whole.duplicate();
    }

    /** What an extension has made of this frame for a key, or null. */
    Branch branch(Class<?> extension, Object key) {
        for (Branch branch : branches) {
            if (branch.extension == extension && branch.key.equals(key)) {
                return branch;
            }
        }
        return null;
    }

    /** Keeps what an extension has made of this frame. */
    Branch add(Class<?> extension, Object key, Frame given, SharedEncoding encoding) {
        SharedFrame result = encoding.frame() == given ? this
                : new SharedFrame(encoding.frame().withPayload(encoding.frame().payload().asReadOnlyBuffer()), wishes, true);
        Branch added = new Branch(extension, key, encoding, result);
        Branch[] before = branches;
        if (before.length < MOST_BRANCHES) {
            Branch[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = added;
            branches = after;
        }
        return added;
    }

    /** What was encoded for one connection alone. */
    SharedFrame own(Frame encoded) {
        return new SharedFrame(encoded, wishes, false);
    }
}
