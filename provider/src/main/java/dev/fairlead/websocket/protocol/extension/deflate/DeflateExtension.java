package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedEncoding;
import dev.fairlead.websocket.protocol.extension.SharingExtension;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * permessage-deflate at work on one connection (RFC 7692 sections 6 and 7.2). The first frame of a compressed message
 * has RSV1; control frames are never compressed.
 */
final class DeflateExtension implements SharingExtension {
    private final List<ExtensionParameter> parameters;
    private final MessageDeflater deflater;
    private final int minimumSize;
    private final boolean onlyIfSmaller;
    private final DeflateSharing sharing;
    private final MessageInflater inflater;

    // whether the data message that is being sent, or received, is a compressed one
    private boolean deflating;
    private boolean inflating;

    /**
     * Creates an extension for a connection.
     *
     * @param parameters      as the response said them
     * @param codec           the engine
     * @param windowBits      8 to 15: the window of the sending half
     * @param contextTakeover whether a message that is sent may refer to those before it
     * @param compression     how it compresses
     * @param inflater        the receiving half
     */
    DeflateExtension(List<ExtensionParameter> parameters, DeflateCodec codec, int windowBits, boolean contextTakeover,
            Compression compression, MessageInflater inflater) {
        this.parameters = List.copyOf(parameters);
        this.deflater = codec.deflater(windowBits, contextTakeover, compression);
        this.minimumSize = compression.minimumSize(contextTakeover);
        this.onlyIfSmaller = compression.onlyIfSmaller();
        this.sharing = new DeflateSharing(codec, windowBits, contextTakeover, compression, deflater);
        this.inflater = inflater;
    }

    @Override
    public String name() {
        return DeflateParameters.EXTENSION;
    }

    @Override
    public List<ExtensionParameter> parameters() {
        return parameters;
    }

    @Override
    public int rsvBits() {
        return Frame.RSV1;
    }

    @Override
    public boolean needsWholeFrames() {
        return false;
    }

    @Override
    public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
        Opcode opcode = incoming.opcode();
        boolean compressed = (incoming.rsv() & Frame.RSV1) != 0;
        if (compressed && (opcode.isControl() || opcode == Opcode.CONTINUATION)) {
            throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "RSV1 in a " + opcode
                    + " frame: permessage-deflate sets it in the first frame of a message only");
        }
        if (opcode.isControl()) {
            return incoming;
        }
        if (opcode != Opcode.CONTINUATION) {
            inflating = compressed;
        }
        if (!inflating) {
            return incoming;
        }
        ByteBuffer plain = inflater.inflate(incoming.payload(), incoming.fin(), maxPayload);
        return new Frame(incoming.fin(), incoming.rsv() & ~Frame.RSV1, opcode, plain);
    }

    @Override
    public Frame encode(Frame outgoing) {
        return encode(outgoing, OutgoingMessage.ORDINARY);
    }

    @Override
    public Frame encode(Frame outgoing, OutgoingMessage message) {
        Opcode opcode = outgoing.opcode();
        if (opcode.isControl()) {
            return outgoing;
        }
        if (opcode == Opcode.CONTINUATION) {
            return deflating ? outgoing.withPayload(deflater.deflate(outgoing.payload(), outgoing.fin())) : outgoing;
        }
        if (!message.isCompressible()) {
            deflating = false;
            return outgoing;
        }
        // of a message in parts nobody knows how long it gets: it is compressed in any case
        deflating = !outgoing.fin();
        if (deflating) {
            return compressed(outgoing, deflater.deflate(outgoing.payload(), false));
        }
        if (outgoing.payload().remaining() < minimumSize) {
            return outgoing;
        }
        if (!onlyIfSmaller) {
            return compressed(outgoing, deflater.deflate(outgoing.payload(), true));
        }
        ByteBuffer payload = deflater.deflateIfSmaller(outgoing.payload());
        return payload == outgoing.payload() ? outgoing : compressed(outgoing, payload);
    }

    private Frame compressed(Frame frame, ByteBuffer payload) {
        sharing.ended();
        return new Frame(frame.fin(), frame.rsv() | Frame.RSV1, frame.opcode(), payload);
    }

    @Override
    public Object sharingKey(Frame outgoing, OutgoingMessage message) {
        return message.isCompressible() ? sharing.key(outgoing.payload().remaining()) : null;
    }

    @Override
    public SharedEncoding encodeShared(Frame outgoing, OutgoingMessage message) {
        return sharing.key(outgoing.payload().remaining()).compress(outgoing);
    }

    @Override
    public void adopt(Frame outgoing, SharedEncoding encoding) {
        sharing.adopt(outgoing.payload(), encoding);
    }

    @Override
    public void close() {
        inflater.close();
    }

    /** As the response said it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(DeflateParameters.EXTENSION);
        for (ExtensionParameter parameter : parameters) {
            text.append("; ").append(parameter);
        }
        return text.toString();
    }
}
