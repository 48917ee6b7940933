package dev.fairlead.websocket.protocol.extension.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last bytes of the plaintext of one direction, in one piece. It grows with what it is given, up to one and a half
 * windows: the slack spares moving the bytes with each message.
 */
final class History {
    private static final byte[] NONE = {};

    private final int window;
    private byte[] bytes = NONE;
    private int end;

    /**
     * Creates an empty history.
     *
     * @param window how many bytes are remembered
     */
    History(int window) {
        this.window = window;
    }

    /**
     * How much is remembered.
     *
     * @return bytes, at most the window
     */
    int length() {
        return Math.min(end, window);
    }

    /**
     * The array that ends with the bytes remembered, at {@link #end()}.
     *
     * @return valid until the next call of {@link #add}
     */
    byte[] array() {
        return bytes;
    }

    /**
     * Where the bytes remembered end in {@link #array()}.
     *
     * @return an index
     */
    int end() {
        return end;
    }

    /**
     * Adds what follows in the stream.
     *
     * @param plain its position is left alone
     */
    void add(ByteBuffer plain) {
        int length = Math.min(plain.remaining(), window);
        makeRoom(length);
        plain.get(plain.limit() - length, bytes, end, length);
        end += length;
    }

    /**
     * Becomes another history. As its array is full, whatever is added goes into another one.
     *
     * @param other a whole window
     */
    void adopt(CommonHistory other) {
        bytes = other.bytes();
        end = bytes.length;
    }

    private void makeRoom(int length) {
        if (length <= bytes.length - end) {
            return;
        }
        int most = window + window / 2;
        if (end + length <= most) {
            bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(end + length, bytes.length * 2)));
            return;
        }
        int kept = Math.min(end, window - length);
        byte[] target = bytes.length == most ? bytes : new byte[most];
        System.arraycopy(bytes, end - kept, target, 0, kept);
        bytes = target;
        end = kept;
    }

    /** Forgets everything and holds no memory. */
    void clear() {
        bytes = NONE;
        end = 0;
    }
}
