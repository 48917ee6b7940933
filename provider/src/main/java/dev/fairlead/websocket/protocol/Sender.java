package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.FrameWriter;
import dev.fairlead.websocket.protocol.frame.Mask;
import dev.fairlead.websocket.protocol.frame.Opcode;
import dev.fairlead.websocket.protocol.frame.Utf8Encoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** The sending side of a {@link Protocol}: messages, their parts and control frames become bytes of the output. */
final class Sender {
    /** From this size on a payload is referred to instead of copied, where it may be. */
    static final int REFERENCE_SIZE = 8 * 1024;
    /**
     * Up to this size a text is encoded straight into the output. Beyond it the JDK's vectorised encoder, its array
     * included, takes less time than any loop over the characters: a third of it at 64 characters of ASCII.
     */
    static final int SHORT_TEXT = 16;

    private static final System.Logger LOGGER = System.getLogger(Sender.class.getName());
    private static final int MAX_CONTROL_PAYLOAD = 125;

    private final ExtensionPipeline extensions;
    private final Output output;
    /** Null on a server, which doesn't mask. */
    private final IntSupplier maskingKeys;

    private final Utf8Encoder encoder = new Utf8Encoder();
    /** The type of the message that has been begun, or null. */
    private Opcode begun;
    /** What extensions are told of the message that is sent, or was the last. */
    private OutgoingMessage message = OutgoingMessage.ORDINARY;
    private boolean extensionFailed;
    private boolean closeSent;

    Sender(ExtensionPipeline extensions, Output output, IntSupplier maskingKeys) {
        this.extensions = extensions;
        this.output = output;
        this.maskingKeys = maskingKeys;
    }

    boolean isCloseSent() {
        return closeSent;
    }

    void sendText(String part, boolean last, OutgoingMessage of) throws ProtocolException {
        Opcode opcode = begin(Opcode.TEXT, last, of);
        String text = encoder.join(part, last);
        if (text.length() <= SHORT_TEXT && extensions.isEmpty()) {
            appendShortText(last, opcode, text);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < REFERENCE_SIZE && extensions.isEmpty()) {
            appendBytes(last, opcode, bytes);
        } else {
            send(last, opcode, ByteBuffer.wrap(bytes), message, true);
        }
    }

    void sendBinary(ByteBuffer part, boolean last, OutgoingMessage of) throws ProtocolException {
        send(last, begin(Opcode.BINARY, last, of), part, message, false);
    }

    void sendShared(SharedFrame shared) throws ProtocolException {
        requireOpen();
        if (begun != null) {
            throw new IllegalStateException("a " + begun + " message has been begun: its last part has to be sent"
                    + " before another message");
        }
        SharedFrame encoded = encode(shared);
        if (encoded.isShared() && maskingKeys == null) {
            output.appendShared(encoded.wire());
        } else {
            Frame frame = encoded.frame();
            appendCopy(frame.fin(), frame.rsv(), frame.opcode(), frame.payload());
        }
    }

    void sendControl(Opcode opcode, ByteBuffer data) throws ProtocolException {
        if (data.remaining() > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException(opcode + " of " + data.remaining() + " bytes, more than "
                    + MAX_CONTROL_PAYLOAD);
        }
        requireOpen();
        send(true, opcode, data, OutgoingMessage.ORDINARY, false);
    }

    boolean sendClose(ByteBuffer payload) {
        if (closeSent) {
            return false;
        }
        try {
            if (!extensionFailed) {
                send(true, Opcode.CLOSE, payload, OutgoingMessage.ORDINARY, false);
            }
        } catch (ProtocolException failure) {
            // The peer is to learn even so that the connection ends.
            LOGGER.log(System.Logger.Level.WARNING, "The close frame is sent without extensions", failure);
        }
        if (extensionFailed) {
            appendCopy(true, 0, Opcode.CLOSE, payload);
        }
        closeSent = true;
        return true;
    }

    /** Sends what the receiving side demands, unless a close frame has made it pointless. */
    void send(Reply reply) throws ProtocolException {
        if (reply.opcode() == Opcode.CLOSE) {
            sendClose(reply.payload());
        } else if (!closeSent && !extensionFailed) {
            sendControl(reply.opcode(), reply.payload());
        }
    }

    /** Checks that a part of a message may be sent now, and says which opcode it has. */
    private Opcode begin(Opcode type, boolean last, OutgoingMessage of) {
        requireOpen();
        if (begun != null && begun != type) {
            throw new IllegalStateException("a " + begun + " message has been begun: its last part has to be sent"
                    + " before a " + type + " message");
        }
        Opcode opcode = Opcode.CONTINUATION;
        if (begun == null) {
            opcode = type;
            message = of;
        }
        begun = last ? null : type;
        return opcode;
    }

    private void requireOpen() {
        if (closeSent) {
            throw new IllegalStateException("nothing can be sent after a close frame");
        }
        if (extensionFailed) {
            throw new IllegalStateException("nothing but a close frame can be sent after an extension has failed");
        }
    }

    /** Sends a frame; {@code owned} says that its bytes may be changed and are nobody else's until they are written. */
    private void send(boolean fin, Opcode opcode, ByteBuffer payload, OutgoingMessage of, boolean owned)
            throws ProtocolException {
        if (extensions.isEmpty()) {
            append(fin, 0, opcode, payload, owned || maskingKeys == null);
            return;
        }
        Frame outgoing = new Frame(fin, 0, opcode, payload.duplicate());
        Frame encoded = encode(outgoing, of);
        // What extensions have made is theirs again at the next frame.
        boolean untouched = encoded.payload() == outgoing.payload();
        append(fin, encoded.rsv(), opcode, encoded.payload(), untouched && (owned || maskingKeys == null));
    }

    private Frame encode(Frame frame, OutgoingMessage of) throws ProtocolException {
        boolean encoded = false;
        try {
            Frame result = extensions.encode(frame, of);
            encoded = true;
            return result;
        } finally {
            extensionFailed = !encoded;
        }
    }

    private SharedFrame encode(SharedFrame shared) throws ProtocolException {
        boolean encoded = false;
        try {
            SharedFrame result = extensions.encode(shared);
            encoded = true;
            return result;
        } finally {
            extensionFailed = !encoded;
        }
    }

    /** Encodes a text where its bytes are to be; how long the header is, is known after it. */
    private void appendShortText(boolean fin, Opcode opcode, String text) {
        boolean masked = maskingKeys != null;
        int most = text.length() * Utf8Encoder.MAX_BYTES_PER_CHAR;
        int room = FrameWriter.headerSize(most, masked);
        byte[] array = output.reserve(room + most);
        int at = output.position();
        int size = Utf8Encoder.encode(text, array, at + room) - at - room;
        int header = FrameWriter.headerSize(size, masked);
        if (header < room) {
            System.arraycopy(array, at + room, array, at + header, size);
        }
        int key = nextKey();
        writeHeader(array, at, fin, 0, opcode, size, key);
        Mask.apply(array, at + header, size, key, 0);
        output.advanceTo(at + header + size);
    }

    /** Appends a frame in one piece. */
    private void appendBytes(boolean fin, Opcode opcode, byte[] payload) {
        int length = payload.length;
        int key = nextKey();
        byte[] array = output.reserve(FrameWriter.headerSize(length, maskingKeys != null) + length);
        int at = writeHeader(array, output.position(), fin, 0, opcode, length, key);
        System.arraycopy(payload, 0, array, at, length);
        Mask.apply(array, at, length, key, 0);
        output.advanceTo(at + length);
    }

    /** Appends a frame; {@code lasting} says that its payload may be referred to until it is written. */
    private void append(boolean fin, int rsv, Opcode opcode, ByteBuffer payload, boolean lasting) {
        if (lasting && payload.remaining() >= REFERENCE_SIZE) {
            appendReference(fin, rsv, opcode, payload);
        } else {
            appendCopy(fin, rsv, opcode, payload);
        }
    }

    private void appendCopy(boolean fin, int rsv, Opcode opcode, ByteBuffer payload) {
        int length = payload.remaining();
        int key = nextKey();
        byte[] array = output.reserve(Math.min(FrameWriter.MAX_HEADER_SIZE + length, Output.CHUNK));
        output.advanceTo(writeHeader(array, output.position(), fin, rsv, opcode, length, key));
        for (int done = 0; done < length; ) {
            array = output.reserve(1);
            int at = output.position();
            int size = Math.min(length - done, output.free());
            payload.get(payload.position() + done, array, at, size);
            Mask.apply(array, at, size, key, done);
            output.advanceTo(at + size);
            done += size;
        }
    }

    private void appendReference(boolean fin, int rsv, Opcode opcode, ByteBuffer payload) {
        int length = payload.remaining();
        int key = nextKey();
        byte[] array = output.reserve(FrameWriter.MAX_HEADER_SIZE);
        output.advanceTo(writeHeader(array, output.position(), fin, rsv, opcode, length, key));
        if (maskingKeys != null) {
            Mask.apply(payload.array(), payload.arrayOffset() + payload.position(), length, key, 0);
        }
        output.append(payload.duplicate());
    }

    /** A key that leaves everything as it is stands for none. */
    private int nextKey() {
        return maskingKeys == null ? 0 : maskingKeys.getAsInt();
    }

    private int writeHeader(byte[] array, int at, boolean fin, int rsv, Opcode opcode, int length, int key) {
        return maskingKeys == null
                ? FrameWriter.writeHeader(array, at, fin, rsv, opcode, length)
                : FrameWriter.writeHeader(array, at, fin, rsv, opcode, length, key);
    }
}
