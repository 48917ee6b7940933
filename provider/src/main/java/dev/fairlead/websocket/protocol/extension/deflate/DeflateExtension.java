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
    private final boolean contextTakeover;
    private final SharedCompression sharing;
    private final MessageInflater inflater;

    // whether the data message that is being sent, or received, is a compressed one
    private boolean deflating;
    private boolean inflating;

    /**
     * Creates an extension for a connection.
     *
     * @param parameters      as the response said them
     * @param sending         how it compresses, within the window that was negotiated
     * @param contextTakeover whether a message that is sent may refer to those before it
     * @param inflater        the receiving half
     */
    DeflateExtension(List<ExtensionParameter> parameters, SharedCompression sending, boolean contextTakeover,
            MessageInflater inflater) {
        Compression compression = sending.compression();
        this.parameters = List.copyOf(parameters);
        this.deflater = sending.codec().deflater(sending.windowBits(), contextTakeover, compression);
        this.minimumSize = compression.minimumSize(contextTakeover);
        this.onlyIfSmaller = compression.onlyIfSmaller();
        this.contextTakeover = contextTakeover;
        this.sharing = sending;
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

    @Override
    public Object sharingKey(Frame outgoing, OutgoingMessage message) {
        return message.isCompressible() ? sharing.ofMessage(outgoing.payload().remaining()) : null;
    }

    @Override
    public SharedEncoding encodeShared(Frame outgoing, OutgoingMessage message) {
        return new SharedEncoding(sharing.ofMessage(outgoing.payload().remaining()).compress(outgoing), null);
    }

    @Override
    public void adopt(Frame outgoing, SharedEncoding encoding) {
        // the peer's window slides on with each message that passes its inflater
        if (contextTakeover && (encoding.frame().rsv() & Frame.RSV1) != 0) {
            deflater.absorb(outgoing.payload());
        }
    }

    private static Frame compressed(Frame frame, ByteBuffer payload) {
        return new Frame(frame.fin(), frame.rsv() | Frame.RSV1, frame.opcode(), payload);
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
