package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * One end of an open WebSocket connection, without I/O: <em>after calling any sending method, take what
 * {@link #output()} holds and write it</em>.
 *
 * <p>It has two sides that share nothing but their configuration. The receiving side ({@link #receive}, {@link
 * #receiveEof}) is used by one thread at a time; the sending side (all others) by one thread at a time; the two may run
 * at once. Whoever has several senders guards the sending side with a lock of its own; that is why replies that the
 * receiving side demands come out through {@link ProtocolListener#onReply} and go in through {@link #send(Reply)}.
 */
public final class Protocol {
    private final ExtensionPipeline extensions;
    private final Output output;
    private final Sender sender;
    private final Receiver receiver;

    /**
     * Creates the state of a connection whose opening handshake is done.
     *
     * @param role       which end this is
     * @param extensions what was negotiated
     * @param allocator  lends the buffers
     * @param listener   takes what is received
     */
    public Protocol(Role role, ExtensionPipeline extensions, BufferAllocator allocator, ProtocolListener listener) {
        this(role, extensions, allocator, listener, role == Role.CLIENT ? new MaskingKeys() : null);
    }

    Protocol(Role role, ExtensionPipeline extensions, BufferAllocator allocator, ProtocolListener listener,
            IntSupplier maskingKeys) {
        this.extensions = extensions;
        output = new Output(allocator);
        sender = new Sender(extensions, output, maskingKeys);
        receiver = new Receiver(role, extensions, allocator, listener);
    }

    /**
     * Takes bytes from the peer and delivers what they complete. All bytes are consumed; after the end of the receiving
     * side they are discarded. Never throws for what a peer sends. What the listener throws comes out of it; the event
     * during which it was thrown counts as delivered, and a further call with the rest of the buffer goes on behind it.
     *
     * @param data array-backed; changed in place (unmasked), free again when the method returns
     */
    public void receive(ByteBuffer data) {
        receiver.receive(data);
    }

    /** The peer sends nothing more. Without a close frame before it, the connection ends with 1006. */
    public void receiveEof() {
        receiver.receiveEof();
    }

    /**
     * Whether the receiving side has ended: a close frame, a violation or the end of the stream.
     *
     * @return true once {@link ProtocolListener#onEnd} was called
     */
    public boolean isReceivingEnded() {
        return receiver.isEnded();
    }

    /**
     * Appends a text message or a part of one. A surrogate pair that is cut by two parts is put together; a surrogate
     * without its other half becomes a question mark.
     *
     * @param part the text
     * @param last whether the message ends here
     * @throws IllegalStateException if a binary message has been begun, or after a close frame
     * @throws ProtocolException     if an extension fails
     */
    public void sendText(String part, boolean last) throws ProtocolException {
        sendText(part, last, OutgoingMessage.ORDINARY);
    }

    /**
     * Appends a text message or a part of one, and tells extensions what its sender wishes.
     *
     * @param part    as in {@link #sendText(String, boolean)}
     * @param last    whether the message ends here
     * @param message what extensions are told; of a message in parts the first one's counts
     * @throws IllegalStateException if a binary message has been begun, or after a close frame
     * @throws ProtocolException     if an extension fails
     */
    public void sendText(String part, boolean last, OutgoingMessage message) throws ProtocolException {
        sender.sendText(part, last, message);
    }

    /**
     * Appends a binary message or a part of one.
     *
     * @param part the data; its position is left alone. It may be referred to until the output was written
     * @param last whether the message ends here
     * @throws IllegalStateException if a text message has been begun, or after a close frame
     * @throws ProtocolException     if an extension fails
     */
    public void sendBinary(ByteBuffer part, boolean last) throws ProtocolException {
        sendBinary(part, last, OutgoingMessage.ORDINARY);
    }

    /**
     * Appends a binary message or a part of one, and tells extensions what its sender wishes.
     *
     * @param part    as in {@link #sendBinary(ByteBuffer, boolean)}
     * @param last    whether the message ends here
     * @param message what extensions are told; of a message in parts the first one's counts
     * @throws IllegalStateException if a text message has been begun, or after a close frame
     * @throws ProtocolException     if an extension fails
     */
    public void sendBinary(ByteBuffer part, boolean last, OutgoingMessage message) throws ProtocolException {
        sender.sendBinary(part, last, message);
    }

    /**
     * Appends a whole message that other connections send, too. A server's output refers to the frame that they share.
     *
     * @param message the message
     * @throws IllegalStateException if a message has been begun, or after a close frame
     * @throws ProtocolException     if an extension fails
     */
    public void sendShared(SharedFrame message) throws ProtocolException {
        sender.sendShared(message);
    }

    /**
     * Appends a ping.
     *
     * @param data at most 125 bytes; its position is left alone
     * @throws IllegalArgumentException if there are more
     * @throws IllegalStateException    after a close frame
     * @throws ProtocolException        if an extension fails
     */
    public void sendPing(ByteBuffer data) throws ProtocolException {
        sender.sendControl(Opcode.PING, data);
    }

    /**
     * Appends a pong.
     *
     * @param data at most 125 bytes; its position is left alone
     * @throws IllegalArgumentException if there are more
     * @throws IllegalStateException    after a close frame
     * @throws ProtocolException        if an extension fails
     */
    public void sendPong(ByteBuffer data) throws ProtocolException {
        sender.sendControl(Opcode.PONG, data);
    }

    /**
     * Appends a close frame, unless one was appended before.
     *
     * @param code   a code that may stand on the wire, or 1005 for a frame without one
     * @param reason at most 123 bytes of UTF-8
     * @return whether the frame was appended now
     * @throws IllegalArgumentException if the code may not be sent or the reason is too long
     */
    public boolean sendClose(int code, String reason) {
        return sender.sendClose(CloseFrame.payload(code, reason));
    }

    /**
     * Appends a reply that the receiving side demanded. After a close frame it does nothing.
     *
     * @param reply what {@link ProtocolListener#onReply} was given
     * @throws ProtocolException if an extension fails
     */
    public void send(Reply reply) throws ProtocolException {
        sender.send(reply);
    }

    /**
     * Whether a close frame was appended to the output.
     *
     * @return true if nothing more can be sent
     */
    public boolean isCloseSent() {
        return sender.isCloseSent();
    }

    /**
     * What waits to be written; part of the sending side.
     *
     * @return always the same object
     */
    public Output output() {
        return output;
    }

    /**
     * Ends the extensions and gives all buffers back. Called once, when neither side is in use any more.
     */
    public void release() {
        receiver.release();
        output.clear();
        if (!extensions.isEmpty()) {
            extensions.close();
        }
    }
}
