package dev.fairlead.websocket.protocol;

import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;

/**
 * Takes what {@link Protocol#receive} makes of a peer's bytes. All methods are called by the thread that called
 * {@code receive} or {@code receiveEof}, in the order of the wire. What a method throws comes out of {@code receive}.
 */
public interface ProtocolListener {
    /**
     * Asked at the start of each data message: whether it is delivered in parts as they arrive, or whole.
     *
     * @param type {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @return true for parts: one for each frame that is short or arrived at once, several for a large one
     */
    boolean wantsParts(Opcode type);

    /**
     * Asked at the start of each data message that is delivered whole: how large it may get, decoded. Asked for
     * messages in parts as well where an extension has to see whole frames, as the limit of each frame.
     *
     * @param type {@link Opcode#TEXT} or {@link Opcode#BINARY}
     * @return bytes of payload, 0 to {@link Integer#MAX_VALUE} - 8; more fail the connection with 1009
     */
    long maxMessageSize(Opcode type);

    /**
     * A text message or a part of one. Parts are cut between characters, never inside a surrogate pair.
     *
     * @param text what was decoded
     * @param last whether the message ends here
     */
    void onText(String text, boolean last);

    /**
     * A binary message or a part of one.
     *
     * @param data array-backed; belongs to the listener from now on
     * @param last whether the message ends here
     */
    void onBinary(ByteBuffer data, boolean last);

    /**
     * A ping came; its pong was handed to {@link #onReply} before.
     *
     * @param data at most 125 bytes; belongs to the listener
     */
    default void onPing(ByteBuffer data) {
    }

    /**
     * A pong came.
     *
     * @param data at most 125 bytes; belongs to the listener
     */
    void onPong(ByteBuffer data);

    /**
     * The protocol demands that a control frame be sent: a pong for a ping, the answer to a close frame, the close
     * frame that reports a violation. The listener passes it to {@link Protocol#send(Reply)} under whatever guards the
     * sending side, and has the output written.
     *
     * @param reply what to send
     */
    void onReply(Reply reply);

    /**
     * The receiving side has ended; nothing else follows. Called once: after a close frame, after a violation, or at
     * the end of the stream.
     *
     * @param status  the close frame's code and reason; the code that reports a violation; 1006 at the end of the
     *                stream
     * @param failure the violation or the reason for an abnormal end; null after a close frame
     */
    void onEnd(CloseStatus status, ProtocolException failure);
}
