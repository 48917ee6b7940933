package dev.fairlead.websocket.protocol.extension.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A whole window of plaintext that connections have in common: they have sent nothing but the same broadcasts for so
 * long. They refer to one array, and it says that a message that is compressed behind it is right for each of them.
 * Immutable.
 */
public final class CommonHistory {
    private final byte[] bytes;

    /**
     * Creates a history.
     *
     * @param bytes the last window of plaintext; nobody changes it any more
     */
    public CommonHistory(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The plaintext.
     *
     * @return a window, the oldest byte first; not to be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    /** What those have in common who send one more message. */
    CommonHistory with(ByteBuffer message) {
        byte[] next = new byte[bytes.length];
        int added = Math.min(message.remaining(), next.length);
        System.arraycopy(bytes, added, next, 0, next.length - added);
        message.get(message.limit() - added, next, next.length - added, added);
        return new CommonHistory(next);
    }

    /** By content: connections that have come to the same by themselves are told by it. */
    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof CommonHistory history && Arrays.equals(bytes, history.bytes);
    }

    @Override
    public int hashCode() {
        // the newest bytes tell as much as all
        int hash = bytes.length;
        for (int i = Math.max(0, bytes.length - 16); i < bytes.length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }
}
