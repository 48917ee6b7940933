package dev.fairlead.websocket.session;

import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;

/**
 * Takes the messages of one native type for a session: what a message handler or an {@code @OnMessage} method has been
 * bound to. Called by one thread at a time. What it throws goes to the endpoint's {@code onError}; the session stays open.
 */
public interface MessageReceiver {
    /** The native types of messages; a session has at most one receiver for each. */
    enum Kind {
        /** Text messages. */
        TEXT,
        /** Binary messages. */
        BINARY,
        /** Pongs. */
        PONG
    }

    /**
     * Which messages it takes.
     *
     * @return the native type
     */
    Kind kind();

    /**
     * Whether it takes messages in parts.
     *
     * @return false for whole messages
     */
    default boolean partial() {
        return false;
    }

    /**
     * How large a message delivered whole may be.
     *
     * @return bytes; -1 for what the session says
     */
    default long maxMessageSize() {
        return -1;
    }

    /**
     * Takes a text message or a part of one.
     *
     * @param text the text
     * @param last always true unless {@link #partial}
     * @throws Exception what the application's code throws
     */
    default void onText(String text, boolean last) throws Exception {
        throw new IllegalStateException("not a receiver of text: " + kind());
    }

    /**
     * Takes a binary message or a part of one.
     *
     * @param data array-backed; the receiver's own
     * @param last always true unless {@link #partial}
     * @throws Exception what the application's code throws
     */
    default void onBinary(ByteBuffer data, boolean last) throws Exception {
        throw new IllegalStateException("not a receiver of binary: " + kind());
    }

    /**
     * Takes a pong.
     *
     * @param pong the message
     * @throws Exception what the application's code throws
     */
    default void onPong(PongMessage pong) throws Exception {
        throw new IllegalStateException("not a receiver of pongs: " + kind());
    }
}
