package dev.fairlead.websocket.protocol.extension;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;

/**
 * An extension whose encoding of a whole message can serve other connections, too: a broadcast then encodes once for
 * all of them. For each connection {@link #sharingKey} is asked; for the first one with a key {@link #encodeShared} is
 * called, and for each one, the first included, {@link #adopt}. The three follow upon each other without another call
 * between them, in the thread that might as well call {@link #encode}, which may run for other connections at once.
 *
 * <p>An extension that isn't of this type takes part in broadcasts as well: it encodes for its own connection.
 */
public interface SharingExtension extends NegotiatedExtension {
    /**
     * Says with which connections this one may share the encoding of a message.
     *
     * @param outgoing a whole message: one frame with {@code fin}, no continuation; encoded by the extensions before
     *                 this one. Its payload is read-only
     * @param message  what its sender wishes
     * @return connections with the same class of extension and equal keys share; {@code equals} and {@code hashCode}
     *         compare values, and neither changes. Null if {@link #encode} is to be called for this connection
     */
    Object sharingKey(Frame outgoing, OutgoingMessage message);

    /**
     * Encodes for all connections with the key. Changes nothing of this connection.
     *
     * @param outgoing the message
     * @param message  what its sender wishes
     * @return the encoding
     * @throws ProtocolException if it can't be encoded; this connection fails, others try for themselves
     */
    SharedEncoding encodeShared(Frame outgoing, OutgoingMessage message) throws ProtocolException;

    /**
     * The message leaves this connection as the encoding has it: takes that in where later messages depend on it. Called
     * in the order in which messages leave.
     *
     * @param outgoing the message
     * @param encoding of this connection or of another one with the same key
     * @throws ProtocolException if that fails
     */
    void adopt(Frame outgoing, SharedEncoding encoding) throws ProtocolException;
}
