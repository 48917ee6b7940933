package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * What a connection tells its session. Called by one thread at a time, without any lock; {@link #onOpen} first,
 * {@link #onClosed} last and once.
 */
public interface ConnectionListener {
    /** The connection is open; nothing has been read yet. */
    void onOpen();

    /**
     * Asked at the start of each data message: whether it is delivered in parts as they arrive, or whole.
     *
     * @param type {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @return true for parts
     */
    boolean wantsParts(Opcode type);

    /**
     * Asked at the start of each data message that is delivered whole: how large it may get.
     *
     * @param type {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @return bytes of payload, decoded
     */
    long maxMessageSize(Opcode type);

    /**
     * A text message or a part of one.
     *
     * @param text the text
     * @param last whether the message ends here
     */
    void onText(String text, boolean last);

    /**
     * A binary message or a part of one.
     *
     * @param data the listener's own
     * @param last whether the message ends here
     */
    void onBinary(ByteBuffer data, boolean last);

    /**
     * A pong came.
     *
     * @param data the listener's own
     */
    void onPong(ByteBuffer data);

    /**
     * The connection fails: the peer broke a rule or a limit, or the stream broke. Called once, before
     * {@link #onClosed}; not called where a connection ends in good order or by a timeout.
     *
     * @param cause a {@link dev.fairlead.websocket.protocol.ProtocolException} or an {@link java.io.IOException}
     */
    void onFailed(Exception cause);

    /**
     * The connection has ended; nothing follows.
     *
     * @param status how
     */
    void onClosed(CloseStatus status);
}
