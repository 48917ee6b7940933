package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.util.List;

/**
 * An extension at work on one connection. {@link #decode} is called by one thread at a time and {@link #encode} by one
 * thread at a time, but the two at once: the halves share no mutable state. An exception fails the connection.
 */
public interface NegotiatedExtension extends AutoCloseable {
    /**
     * The extension's registered name.
     *
     * @return a token
     */
    String name();

    /**
     * What was agreed, as the response said it.
     *
     * @return the parameters of the response
     */
    List<ExtensionParameter> parameters();

    /**
     * The reserved bits that this extension gives a meaning. Two extensions of one connection may not claim the same.
     *
     * @return any of {@link Frame#RSV1}, {@link Frame#RSV2}, {@link Frame#RSV3}, or 0
     */
    int rsvBits();

    /**
     * Whether {@link #decode} must see every frame as the peer cut it. Where no extension of a connection does, a large
     * frame reaches the pipeline in parts as it arrives: the first with the frame's opcode and reserved bits, the
     * others as continuations, {@code fin} on the last.
     *
     * @return true unless the extension doesn't mind how messages are cut
     */
    default boolean needsWholeFrames() {
        return true;
    }

    /**
     * Decodes a frame from the peer. Applied in reverse order of negotiation, control frames included. Clears the
     * reserved bits that it has dealt with.
     *
     * @param incoming   the frame; its payload is array-backed, may be changed in place, and is valid during the call
     *                   and until the result was used
     * @param maxPayload how many bytes the result's payload may have; -1 for any number
     * @return the decoded frame, or the same; its payload is array-backed and is used before the next call
     * @throws ProtocolException 1002 or 1007 for what isn't valid, 1009 for more than {@code maxPayload} bytes
     */
    Frame decode(Frame incoming, long maxPayload) throws ProtocolException;

    /**
     * Encodes a frame for the peer. Applied in the order of negotiation, control frames included.
     *
     * @param outgoing the frame; its payload belongs to the application and isn't changed
     * @return the encoded frame, or the same; its payload is used before the next call
     * @throws ProtocolException if it can't be encoded
     */
    Frame encode(Frame outgoing) throws ProtocolException;

    /**
     * Encodes a frame for the peer as {@link #encode(Frame)} does, for extensions that mind what the sender wishes for the
     * message: this is the method that a connection calls.
     *
     * @param outgoing the frame; its payload belongs to the application and isn't changed
     * @param message  the message that it belongs to; the same for all of its frames
     * @return the encoded frame, or the same; its payload is used before the next call
     * @throws ProtocolException if it can't be encoded
     */
    default Frame encode(Frame outgoing, OutgoingMessage message) throws ProtocolException {
        return encode(outgoing);
    }

    /** Frees what the extension holds. Called once, after the last call of the others. Never throws. */
    @Override
    default void close() {
    }
}
