package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last bytes of what was compressed: all that an idle connection keeps. It grows with what it is given, up to one
 * window.
 */
final class HistoryRing {
    private static final byte[] NONE = {};

    private final int window;
    private byte[] bytes = NONE;
    private int length;

    // whether the array is others', too, and mustn't be written to
    private boolean common;

    // where the next byte goes; what is there is the oldest one as soon as the ring is full
    private int next;

    /**
     * Creates an empty history.
     *
     * @param window how many bytes are remembered
     */
    HistoryRing(int window) {
        this.window = window;
    }

    /** How many bytes are remembered, at most the window. */
    int length() {
        return length;
    }

    /** How much memory it holds. */
    int capacity() {
        return bytes.length;
    }

    /** Adds what follows in the stream; the position of the buffer is left alone. */
    void add(ByteBuffer plain) {
        if (common) {
            bytes = bytes.clone();
            common = false;
        }
        int count = Math.min(plain.remaining(), window);
        int from = plain.limit() - count;
        grow(count);
        int beforeWrap = Math.min(count, bytes.length - next);
        plain.get(from, bytes, next, beforeWrap);
        plain.get(from + beforeWrap, bytes, 0, count - beforeWrap);
        length = Math.min(length + count, bytes.length);
        next += count;
        if (next >= window) {
            next -= window;
        }
    }

    /** Becomes what others have, too: a whole window, the oldest byte first. */
    void adopt(byte[] others) {
        bytes = others;
        length = others.length;
        next = 0;
        common = true;
    }

    // until it is as long as the window the ring is a plain array that begins with the oldest byte
    private void grow(int count) {
        int needed = Math.min(length + count, window);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(window, Math.max(needed, 2 * bytes.length)));
        }
    }

    /**
     * Copies the newest bytes in their order.
     *
     * @param target to its beginning
     * @param most   how many at most
     * @return how many these are
     */
    int copyTo(byte[] target, int most) {
        int count = Math.min(length, most);
        int from = next - count;
        if (from < 0) {
            System.arraycopy(bytes, bytes.length + from, target, 0, -from);
            System.arraycopy(bytes, 0, target, -from, next);
        } else {
            System.arraycopy(bytes, from, target, 0, count);
        }
        return count;
    }

    /** Forgets everything and holds no memory. */
    void clear() {
        bytes = NONE;
        common = false;
        length = 0;
        next = 0;
    }
}
