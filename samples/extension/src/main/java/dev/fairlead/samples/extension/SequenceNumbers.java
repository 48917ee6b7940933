package dev.fairlead.samples.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The extension at work on one connection. The first frame of each data message has RSV2 set, and its payload begins
 * with the message's number in network byte order. Each direction counts from 0 and wraps around.
 */
final class SequenceNumbers implements NegotiatedExtension {
    static final String NAME = "sequence-number";

    /** How many bytes a number has, 1 to 4. */
    static final String BYTES = "bytes";

    private final int bytes;

    // one for each direction: decode and encode may run at once, in two threads
    private int nextReceived;
    private int nextSent;

    SequenceNumbers(int bytes) {
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ExtensionParameter> parameters() {
        return List.of(new ExtensionParameter(BYTES, Integer.toString(bytes)));
    }

    @Override
    public int rsvBits() {
        return Frame.RSV2;
    }

    @Override
    public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
        boolean numbered = (incoming.rsv() & Frame.RSV2) != 0;
        if (!beginsMessage(incoming)) {
            if (numbered) {
                throw violation("RSV2 in a " + incoming.opcode() + " frame, which begins no message");
            }
            return incoming;
        }
        ByteBuffer payload = incoming.payload();
        if (!numbered || payload.remaining() < bytes) {
            throw violation("a message without a sequence number");
        }
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | payload.get() & 0xFF;
        }
        if (number != nextReceived) {
            throw violation("sequence number " + Integer.toUnsignedString(number) + " where "
                    + Integer.toUnsignedString(nextReceived) + " was expected");
        }
        nextReceived = after(number);
        return new Frame(incoming.fin(), incoming.rsv() & ~Frame.RSV2, incoming.opcode(), payload);
    }

    @Override
    public Frame encode(Frame outgoing) {
        if (!beginsMessage(outgoing)) {
            return outgoing;
        }
        // the application's payload is left alone: duplicate() has a position of its own
        ByteBuffer payload = ByteBuffer.allocate(bytes + outgoing.payload().remaining());
        for (int i = bytes - 1; i >= 0; i--) {
            payload.put((byte) (nextSent >>> 8 * i));
        }
        payload.put(outgoing.payload().duplicate()).flip();
        nextSent = after(nextSent);
        return new Frame(outgoing.fin(), outgoing.rsv() | Frame.RSV2, outgoing.opcode(), payload);
    }

    private static boolean beginsMessage(Frame frame) {
        return frame.opcode() == Opcode.TEXT || frame.opcode() == Opcode.BINARY;
    }

    private int after(int number) {
        return bytes == 4 ? number + 1 : number + 1 & (1 << 8 * bytes) - 1;
    }

    private static ProtocolException violation(String what) {
        return new ProtocolException(CloseCode.PROTOCOL_ERROR, NAME + ": " + what);
    }
}
