package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.FrameParser;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * The receiving side of a {@link Protocol}: frames become events of the listener; a violation ends it.
 *
 * <p>The listener is always called last, so that nothing is left half done when it throws.
 */
final class Receiver {
    private static final int MAX_CONTROL_PAYLOAD = 125;
    /**
     * Of a message in parts, the pipeline is given so much at a time: data that expands a thousandfold is to cost no
     * more than some megabytes at once, too.
     */
    private static final int MAX_PIECE = 8 * 1024;

    private final ExtensionPipeline extensions;
    private final boolean wholeFrames;
    private final ProtocolListener listener;
    private final FrameParser parser;
    private final MessageAssembler assembler;
    /** The payload of a frame that extensions must see as a whole, until it is. */
    private final Accumulator frame;

    /** Whether the parser is inside a frame, and whether all is ready to take the frame's payload. */
    private boolean inFrame;
    private boolean prepared;
    /** Whether a piece of the frame has gone through the pipeline. */
    private boolean pieceDecoded;
    /** The payload of a control frame. */
    private byte[] control;
    private boolean ended;

    Receiver(Role role, ExtensionPipeline extensions, BufferAllocator allocator, ProtocolListener listener) {
        this.extensions = extensions;
        this.listener = listener;
        wholeFrames = !extensions.isEmpty() && extensions.needsWholeFrames();
        parser = new FrameParser(role, extensions.isEmpty() ? 0 : extensions.rsvBits());
        assembler = new MessageAssembler(listener, allocator, wholeFrames);
        frame = new Accumulator(allocator);
    }

    boolean isEnded() {
        return ended;
    }

    void receive(ByteBuffer data) {
        try {
            while (!ended && (inFrame || parser.parseHeader(data))) {
                inFrame = true;
                prepare();
                if (!takePayload(data)) {
                    return;
                }
            }
        } catch (ProtocolException violation) {
            data.position(data.limit());
            fail(violation);
        }
        if (ended) {
            data.position(data.limit());
        }
    }

    void receiveEof() {
        if (!ended) {
            ended = true;
            release();
            listener.onEnd(new CloseStatus(CloseCode.ABNORMAL_CLOSURE, ""), new ProtocolException(
                    CloseCode.ABNORMAL_CLOSURE, parser.isBetweenMessages()
                            ? "the peer ended the stream without a close frame"
                            : "the peer ended the stream inside a message"));
        }
    }

    void release() {
        frame.clear();
        assembler.clear();
        control = null;
    }

    /** Checks what the header announces, before any memory is taken for it. */
    private void prepare() throws ProtocolException {
        if (prepared) {
            return;
        }
        Opcode opcode = parser.opcode();
        if (opcode.isControl()) {
            control = new byte[(int) parser.length()];
        } else {
            if (opcode != Opcode.CONTINUATION) {
                assembler.begin(opcode);
            }
            if (extensions.isEmpty()) {
                assembler.checkAnnounced(parser.length());
            } else if (wholeFrames) {
                checkEncoded(parser.length());
            }
        }
        pieceDecoded = false;
        prepared = true;
    }

    /** An encoded frame may be a little larger than the message it makes. */
    private void checkEncoded(long length) throws ProtocolException {
        long allowance = assembler.allowance();
        if (length > allowance + (allowance >> 3) + Output.CHUNK) {
            throw assembler.tooBig(null);
        }
    }

    /** Takes payload that has arrived; returns false if nothing has. */
    private boolean takePayload(ByteBuffer data) throws ProtocolException {
        boolean isControl = parser.opcode().isControl();
        boolean inPieces = !isControl && !extensions.isEmpty() && !wholeFrames;
        int most = inPieces && assembler.allowance() < 0 ? MAX_PIECE : Integer.MAX_VALUE;
        int length = parser.parsePayload(data, most);
        boolean endOfFrame = parser.remaining() == 0;
        if (length == 0 && !endOfFrame) {
            return false;
        }
        byte[] array = data.array();
        int offset = data.arrayOffset() + data.position() - length;
        if (endOfFrame) {
            inFrame = false;
            prepared = false;
        }
        if (isControl) {
            takeControl(array, offset, length, endOfFrame);
        } else if (inPieces) {
            takePiece(array, offset, length, endOfFrame);
        } else if (wholeFrames) {
            takeOfWholeFrame(array, offset, length, endOfFrame);
        } else {
            assembler.add(array, offset, length, parser.remaining(), endOfFrame, parser.fin());
        }
        return true;
    }

    private void takePiece(byte[] array, int offset, int length, boolean endOfFrame) throws ProtocolException {
        boolean first = !pieceDecoded;
        pieceDecoded = true;
        decodeData(new Frame(parser.fin() && endOfFrame, first ? parser.rsv() : 0,
                first ? parser.opcode() : Opcode.CONTINUATION, ByteBuffer.wrap(array, offset, length)), endOfFrame);
    }

    private void takeOfWholeFrame(byte[] array, int offset, int length, boolean endOfFrame) throws ProtocolException {
        if (endOfFrame && frame.isEmpty()) {
            decodeData(wholeFrame(ByteBuffer.wrap(array, offset, length)), true);
            return;
        }
        frame.append(array, offset, length, parser.remaining(), false);
        if (endOfFrame) {
            try {
                decodeData(wholeFrame(ByteBuffer.wrap(frame.array(), 0, frame.size())), true);
            } finally {
                frame.clear();
            }
        }
    }

    private Frame wholeFrame(ByteBuffer payload) {
        return new Frame(parser.fin(), parser.rsv(), parser.opcode(), payload);
    }

    private void decodeData(Frame incoming, boolean endOfFrame) throws ProtocolException {
        long allowance = assembler.allowance();
        ByteBuffer payload;
        try {
            payload = decode(incoming, allowance);
        } catch (ProtocolException e) {
            throw e.closeCode() == CloseCode.MESSAGE_TOO_BIG && allowance >= 0 ? assembler.tooBig(e) : e;
        }
        assembler.add(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining(),
                endOfFrame ? 0 : -1, endOfFrame, parser.fin());
    }

    private ByteBuffer decode(Frame incoming, long maxPayload) throws ProtocolException {
        ByteBuffer payload = extensions.decode(incoming, maxPayload).payload();
        if (!payload.hasArray()) {
            throw new ProtocolException(CloseCode.INTERNAL_ERROR, "an extension's payload isn't array-backed");
        }
        return payload;
    }

    private void takeControl(byte[] array, int offset, int length, boolean endOfFrame) throws ProtocolException {
        System.arraycopy(array, offset, control, control.length - (int) parser.remaining() - length, length);
        if (!endOfFrame) {
            return;
        }
        byte[] payload = control;
        control = null;
        if (!extensions.isEmpty()) {
            ByteBuffer decoded = decode(wholeFrame(ByteBuffer.wrap(payload)), MAX_CONTROL_PAYLOAD);
            if (decoded.remaining() > MAX_CONTROL_PAYLOAD) {
                throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "control frame that decodes to "
                        + decoded.remaining() + " bytes, more than " + MAX_CONTROL_PAYLOAD);
            }
            payload = new byte[decoded.remaining()];
            decoded.get(payload);
        }
        switch (parser.opcode()) {
            case PING -> {
                listener.onReply(new Reply(Opcode.PONG, ByteBuffer.wrap(payload.clone())));
                listener.onPing(ByteBuffer.wrap(payload));
            }
            case PONG -> listener.onPong(ByteBuffer.wrap(payload));
            default -> {
                CloseStatus status = CloseFrame.parse(ByteBuffer.wrap(payload));
                replyAndEnd(CloseFrame.payload(status.code(), ""), status, null);
            }
        }
    }

    private void fail(ProtocolException violation) {
        int code = CloseCode.isValidOnWire(violation.closeCode()) ? violation.closeCode() : CloseCode.INTERNAL_ERROR;
        // What goes wrong inside of this end is none of the peer's business.
        String reason = code == CloseCode.INTERNAL_ERROR || violation.getMessage() == null
                ? "" : CloseFrame.fit(violation.getMessage());
        replyAndEnd(CloseFrame.payload(code, reason), new CloseStatus(code, reason), violation);
    }

    private void replyAndEnd(ByteBuffer closePayload, CloseStatus status, ProtocolException failure) {
        ended = true;
        release();
        try {
            listener.onReply(new Reply(Opcode.CLOSE, closePayload));
        } finally {
            listener.onEnd(status, failure);
        }
    }
}
