package dev.fairlead.websocket.protocol.extension.deflate;

import java.nio.ByteBuffer;

/**
 * The compressing half of one connection with its context (RFC 7692 section 7.2.1). Used by one thread at a time.
 * Nothing that isn't garbage-collected outlives a call.
 */
public interface MessageDeflater {
    /**
     * Compresses a part of a message, flushed so that the peer can inflate it at once.
     *
     * @param plain the part; its position is left alone, and nothing refers to it afterwards
     * @param last  whether the message ends here: then the tail {@code 00 00 FF FF} is removed
     * @return the payload, array-backed; the caller's
     */
    ByteBuffer deflate(ByteBuffer plain, boolean last);

    /**
     * Compresses a whole message if that makes it smaller. If not, the context is as it was before: the message may be
     * sent as it is, without ever having been seen by the peer's inflater.
     *
     * @param message the message; its position is left alone, and nothing refers to it afterwards
     * @return the payload, array-backed; the caller's. Or the very object {@code message} where the payload wouldn't be
     *         smaller
     */
    ByteBuffer deflateIfSmaller(ByteBuffer message);

    /**
     * Takes in a message that was compressed elsewhere, without any history, and is sent next: later messages may refer
     * to it. Called only where the context is taken over, and not within a message.
     *
     * @param message the message; its position is left alone, and nothing refers to it afterwards
     */
    void absorb(ByteBuffer message);

    /**
     * The plaintext that the next message may refer to. Called only when there is a whole window of it.
     *
     * @return a copy
     */
    CommonHistory history();

    /**
     * Replaces the history by one that others have, too: refers to it as long as no message of its own is compressed.
     * Called only where the context is taken over, and not within a message.
     *
     * @param history a whole window
     */
    void adopt(CommonHistory history);
}
