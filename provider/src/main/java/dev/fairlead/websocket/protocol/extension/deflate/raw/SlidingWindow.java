package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.nio.ByteBuffer;

/**
 * The plaintext that is being compressed, behind the plaintext that it may refer to, in one array. Each byte has a
 * position in an endless row: its index here and {@link #base()}.
 */
final class SlidingWindow {
    /** How many bytes are taken in at once, at the least. */
    private static final int MIN_CHUNK = 1 << 13;

    /** While more is to come so many bytes are left alone: the longest match, and what a hash takes. */
    static final int LOOKAHEAD = DeflateFormat.MAX_MATCH + MatchTable.HASHED;

    private final int size;
    private final int most;
    private final byte[] bytes;
    private int end;
    private int base;

    /**
     * Creates an empty window.
     *
     * @param windowBits 8 to 15
     * @param block      how many bytes that were compressed stay where they are asked for, if that is more than a
     * window
     */
    SlidingWindow(int windowBits, int block) {
        size = 1 << windowBits;
        most = Math.max(size, block) + LOOKAHEAD;
        bytes = new byte[most + Math.max(size, MIN_CHUNK)];
    }

    /** How far back a match may begin: bytes. */
    int size() {
        return size;
    }

    /** The bytes, valid below {@link #end()}. */
    byte[] bytes() {
        return bytes;
    }

    /** The index behind the last byte. */
    int end() {
        return end;
    }

    /** The position of index 0. */
    int base() {
        return base;
    }

    /** Begins a row of its own, far enough behind what was here before that nothing refers to it. */
    void clear() {
        base += end + size;
        end = 0;
    }

    /**
     * Begins with the newest bytes of a history.
     *
     * @param history to refer to
     * @param most    how many bytes of it at most
     */
    void load(HistoryRing history, int most) {
        clear();
        end = history.copyTo(bytes, Math.min(most, size));
    }

    /** Whether so many bytes can be added as it is. */
    boolean hasRoomFor(int count) {
        return count <= bytes.length - end;
    }

    /**
     * Makes room: drops the oldest bytes, but not a window before an index, nor what is behind it.
     *
     * @param at   the index; at most {@link #LOOKAHEAD} bytes are behind it
     * @param kept another index, that is to stay, too, if that's possible
     * @return by how much all indexes got smaller
     */
    int slide(int at, int kept) {
        int dropped = Math.max(0, at - size);
        if (kept < dropped && end - kept <= most) {
            dropped = kept;
        }
        end -= dropped;
        base += dropped;
        System.arraycopy(bytes, dropped, bytes, 0, end);
        return dropped;
    }

    /**
     * Adds as much as there is room for.
     *
     * @param plain to add; its position is left alone
     * @param from  the index in it of the first byte
     * @return how many bytes were added
     */
    int add(ByteBuffer plain, int from) {
        int count = Math.min(plain.limit() - from, bytes.length - end);
        plain.get(from, bytes, end, count);
        end += count;
        return count;
    }

    /** Drops the bytes from an index on. */
    void truncate(int index) {
        end = index;
    }
}
