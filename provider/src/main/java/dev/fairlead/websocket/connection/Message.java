package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import java.nio.ByteBuffer;

/**
 * A data message on its way out, or a part of one. It is encoded for a connection when its turn has come, under the
 * connection's lock; whoever sends one message to many connections may therefore pass the same object to each.
 */
public abstract class Message {
    private final boolean part;
    private final boolean last;

    /**
     * Creates a message.
     *
     * @param part whether it was sent as a part, and so may continue one that was begun
     * @param last whether the message ends here
     */
    protected Message(boolean part, boolean last) {
        this.part = part;
        this.last = last;
    }

    /**
     * A whole text message.
     *
     * @param text the text
     * @return the message
     */
    public static Message text(String text) {
        return text(text, false, true, OutgoingMessage.ORDINARY);
    }

    /**
     * A part of a text message.
     *
     * @param text the text
     * @param last whether the message ends here
     * @return the part
     */
    public static Message textPart(String text, boolean last) {
        return text(text, true, last, OutgoingMessage.ORDINARY);
    }

    /**
     * A whole binary message.
     *
     * @param data what lies between position and limit; may be referred to until it was written. Position and limit are
     *             the caller's to change
     * @return the message
     */
    public static Message binary(ByteBuffer data) {
        return binary(data, false, true, OutgoingMessage.ORDINARY);
    }

    /**
     * A part of a binary message.
     *
     * @param data what lies between position and limit; may be referred to until it was written. Position and limit are
     *             the caller's to change
     * @param last whether the message ends here
     * @return the part
     */
    public static Message binaryPart(ByteBuffer data, boolean last) {
        return binary(data, true, last, OutgoingMessage.ORDINARY);
    }

    /**
     * A text message, or a part of one.
     *
     * @param text   the text
     * @param part   whether it may continue a message that was begun
     * @param last   whether the message ends here
     * @param wishes what extensions are told of it
     * @return the message
     */
    public static Message text(String text, boolean part, boolean last, OutgoingMessage wishes) {
        return new Text(text, part, last, wishes);
    }

    /**
     * A binary message, or a part of one.
     *
     * @param data   what lies between position and limit; may be referred to until it was written. Position and limit are
     *               the caller's to change
     * @param part   whether it may continue a message that was begun
     * @param last   whether the message ends here
     * @param wishes what extensions are told of it
     * @return the message
     */
    public static Message binary(ByteBuffer data, boolean part, boolean last, OutgoingMessage wishes) {
        return new Binary(data.duplicate(), part, last, wishes);
    }

    /**
     * A whole message that other connections send, too.
     *
     * @param frame what they share
     * @return the message
     */
    public static Message shared(SharedFrame frame) {
        return new Shared(frame);
    }

    /**
     * Whether it was sent as a part, and so may continue one that was begun.
     *
     * @return false for a whole message
     */
    public final boolean isPart() {
        return part;
    }

    /**
     * Whether the message ends here.
     *
     * @return false if further parts follow
     */
    public final boolean isLast() {
        return last;
    }

    /**
     * How much room it takes in a queue, about.
     *
     * @return bytes
     */
    public abstract int size();

    /**
     * Encodes it: calls one sending method of the protocol. Called under the connection's lock, so it neither blocks nor
     * calls the application.
     *
     * @param protocol whose turn it is
     * @throws ProtocolException what the protocol throws
     */
    protected abstract void encode(Protocol protocol) throws ProtocolException;

    private static final class Text extends Message {
        private final String text;
        private final OutgoingMessage wishes;

        Text(String text, boolean part, boolean last, OutgoingMessage wishes) {
            super(part, last);
            this.text = text;
            this.wishes = wishes;
        }

        @Override
        public int size() {
            return text.length();
        }

        @Override
        protected void encode(Protocol protocol) throws ProtocolException {
            protocol.sendText(text, isLast(), wishes);
        }
    }

    private static final class Binary extends Message {
        private final ByteBuffer data;
        private final OutgoingMessage wishes;

        Binary(ByteBuffer data, boolean part, boolean last, OutgoingMessage wishes) {
            super(part, last);
            this.data = data;
            this.wishes = wishes;
        }

        @Override
        public int size() {
            return data.remaining();
        }

        @Override
        protected void encode(Protocol protocol) throws ProtocolException {
            protocol.sendBinary(data, isLast(), wishes);
        }
    }

    private static final class Shared extends Message {
        private final SharedFrame frame;

        Shared(SharedFrame frame) {
            super(false, true);
            this.frame = frame;
        }

        @Override
        public int size() {
            return frame.size();
        }

        @Override
        protected void encode(Protocol protocol) throws ProtocolException {
            protocol.sendShared(frame);
        }
    }
}
