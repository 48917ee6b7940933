package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Appends its name to what it encodes and takes it off again when decoding; sets and clears its reserved bits. */
class MarkingExtension implements NegotiatedExtension {
    final String name;
    final int bits;
    int closed;
    RuntimeException onClose;

    MarkingExtension(String name, int bits) {
        this.name = name;
        this.bits = bits;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<ExtensionParameter> parameters() {
        return List.of();
    }

    @Override
    public int rsvBits() {
        return bits;
    }

    @Override
    public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
        String text = text(incoming);
        if (!text.endsWith(name)) {
            throw new ProtocolException(1002, "no mark of " + name + " in " + text);
        }
        return new Frame(incoming.fin(), incoming.rsv() & ~bits, incoming.opcode(),
                bytes(text.substring(0, text.length() - name.length())));
    }

    @Override
    public Frame encode(Frame outgoing) throws ProtocolException {
        return new Frame(outgoing.fin(), outgoing.rsv() | bits, outgoing.opcode(), bytes(text(outgoing) + name));
    }

    @Override
    public void close() {
        closed++;
        if (onClose != null) {
            throw onClose;
        }
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(Frame frame) {
        return StandardCharsets.UTF_8.decode(frame.payload().duplicate()).toString();
    }
}
