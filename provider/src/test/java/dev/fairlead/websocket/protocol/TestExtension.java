package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Extensions that show how the protocol treats them. */
abstract class TestExtension implements NegotiatedExtension {
    /** What {@link #decode} was given. */
    final List<String> decoded = new ArrayList<>();
    boolean closed;

    static Protocol protocol(Role role, BufferAllocator allocator, ProtocolListener listener,
            NegotiatedExtension... extensions) {
        return new Protocol(role, new ExtensionPipeline(List.of(extensions)),
                allocator, listener);
    }

    /** Turns the bits of each byte over, in place, and marks every frame with RSV2. */
    static final class Inverter extends TestExtension {
        @Override
        public int rsvBits() {
            return Frame.RSV2;
        }

        @Override
        public boolean needsWholeFrames() {
            return false;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            note(incoming, maxPayload);
            ByteBuffer payload = incoming.payload();
            for (int i = payload.position(); i < payload.limit(); i++) {
                payload.put(i, (byte) ~payload.get(i));
            }
            return incoming.withRsv(incoming.rsv() & ~Frame.RSV2);
        }

        @Override
        public Frame encode(Frame outgoing) {
            ByteBuffer copy = ByteBuffer.allocate(outgoing.payload().remaining());
            while (copy.hasRemaining()) {
                copy.put((byte) ~outgoing.payload().get());
            }
            return outgoing.withRsv(outgoing.rsv() | Frame.RSV2).withPayload(copy.flip());
        }
    }

    /** Puts the number of the data frame before its payload, so that it has to see whole frames. */
    static final class Counter extends TestExtension {
        private byte sent;
        private byte received;

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
            note(incoming, maxPayload);
            if (incoming.opcode().isControl()) {
                return incoming;
            }
            if (!incoming.payload().hasRemaining() || incoming.payload().get() != received++) {
                throw new ProtocolException(CloseCode.PROTOCOL_ERROR, "a frame is missing");
            }
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            if (outgoing.opcode().isControl()) {
                return outgoing;
            }
            ByteBuffer copy = ByteBuffer.allocate(1 + outgoing.payload().remaining());
            return outgoing.withPayload(copy.put(sent++).put(outgoing.payload()).flip());
        }
    }

    /** Makes ten bytes of each. */
    static final class Expander extends TestExtension {
        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public boolean needsWholeFrames() {
            return false;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) throws ProtocolException {
            note(incoming, maxPayload);
            long size = 10L * incoming.payload().remaining();
            if (maxPayload >= 0 && size > maxPayload && !incoming.opcode().isControl()) {
                throw new ProtocolException(CloseCode.MESSAGE_TOO_BIG, "too much");
            }
            return incoming.withPayload(ByteBuffer.allocate((int) size));
        }

        @Override
        public Frame encode(Frame outgoing) {
            return outgoing;
        }
    }

    /** Notes what it is told of the messages that are sent. */
    static final class Told extends TestExtension {
        final List<String> told = new ArrayList<>();

        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            return incoming;
        }

        @Override
        public Frame encode(Frame outgoing) {
            throw new AssertionError("the connection calls the other one");
        }

        @Override
        public Frame encode(Frame outgoing, OutgoingMessage message) {
            told.add((outgoing.fin() ? "last " : "") + outgoing.opcode()
                    + (message.isCompressible() ? "" : " uncompressed"));
            return outgoing;
        }
    }

    /** Throws. */
    static final class Failing extends TestExtension {
        @Override
        public int rsvBits() {
            return 0;
        }

        @Override
        public Frame decode(Frame incoming, long maxPayload) {
            throw new IllegalStateException("secret");
        }

        @Override
        public Frame encode(Frame outgoing) {
            throw new IllegalStateException("secret");
        }
    }

    @Override
    public String name() {
        return getClass().getSimpleName();
    }

    @Override
    public List<ExtensionParameter> parameters() {
        return List.of();
    }

    @Override
    public void close() {
        closed = true;
    }

    void note(Frame frame, long maxPayload) {
        decoded.add((frame.fin() ? "last " : "") + frame.opcode() + (frame.rsv() == 0 ? "" : " rsv")
                + ' ' + frame.payload().remaining() + " of " + maxPayload);
    }
}
