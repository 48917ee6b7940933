package dev.fairlead.websocket.protocol.extension;

/**
 * What an extension is told of a message that is being sent, beside its frames: the sender's wishes. Every frame of a
 * message comes with the same object, the one of its first. Immutable, and shared by all messages with the same wishes.
 */
public final class OutgoingMessage {
    /** A message about which its sender has said nothing; control frames come with it, too. */
    public static final OutgoingMessage ORDINARY = new OutgoingMessage(true);

    /**
     * A message whose sender doesn't want it compressed: its content is compressed already, or is to hide its length.
     */
    public static final OutgoingMessage UNCOMPRESSED = new OutgoingMessage(false);

    private final boolean compressible;

    private OutgoingMessage(boolean compressible) {
        this.compressible = compressible;
    }

    /**
     * Whether the message may be compressed. Where not, an extension that compresses leaves it as it is, and out of
     * what it remembers for the messages that follow.
     *
     * @return false if its sender doesn't want that
     */
    public boolean isCompressible() {
        return compressible;
    }
}
