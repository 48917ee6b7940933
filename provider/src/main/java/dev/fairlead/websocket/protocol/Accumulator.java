package dev.fairlead.websocket.protocol;

import java.util.Arrays;

/**
 * Bytes that arrive in pieces and are needed together. Memory grows with what has arrived: what was announced is believed
 * as soon as a small part of it has come, so that a large message is copied once, into the array that it stays in. Holds no
 * array while it is empty.
 */
final class Accumulator {
    private static final byte[] EMPTY = {};
    private static final int SMALLEST = 512;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    /** So many times as much as has arrived may be announced for it to get its memory at once; more gets twice as much. */
    private static final long BELIEVED = 16;

    private final BufferAllocator allocator;
    private byte[] array;
    private int size;
    /** Whether the array was made to be given away instead of being lent by the allocator. */
    private boolean exact;

    Accumulator(BufferAllocator allocator) {
        this.allocator = allocator;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** The bytes from index 0 on; null while there are none. */
    byte[] array() {
        return array;
    }

    /**
     * Appends bytes.
     *
     * @param following how many bytes are going to follow, or -1 if nobody knows
     * @param giveAway  whether {@link #take} is going to be called then
     */
    void append(byte[] source, int offset, int length, long following, boolean giveAway) {
        if (length == 0) {
            return;
        }
        if (array == null || array.length - size < length) {
            grow(length, following, giveAway);
        }
        System.arraycopy(source, offset, array, size, length);
        size += length;
    }

    /** Takes all bytes away in an array of their size. */
    byte[] take() {
        if (size == 0) {
            return EMPTY;
        }
        byte[] taken = exact && array.length == size ? array : Arrays.copyOf(array, size);
        clear();
        return taken;
    }

    /** Drops all bytes. */
    void clear() {
        byte[] dropped = array;
        array = null;
        size = 0;
        if (dropped != null && !exact) {
            allocator.release(dropped);
        }
        exact = false;
    }

    /** Drops all bytes but the last ones. */
    void keepLast(int count) {
        if (count == 0) {
            clear();
        } else {
            System.arraycopy(array, size - count, array, 0, count);
            size = count;
        }
    }

    private void grow(int length, long following, boolean giveAway) {
        long needed = (long) size + length;
        long capacity = Math.max(2 * needed, SMALLEST);
        boolean nextExact = false;
        if (following >= 0 && (following <= BELIEVED * needed || needed + following <= capacity)) {
            capacity = needed + following;
            nextExact = giveAway;
        }
        capacity = Math.max(needed, Math.min(capacity, LARGEST));
        byte[] larger = nextExact ? new byte[(int) capacity] : allocator.acquire((int) capacity);
        if (size > 0) {
            System.arraycopy(array, 0, larger, 0, size);
        }
        if (array != null && !exact) {
            allocator.release(array);
        }
        array = larger;
        exact = nextExact;
    }
}
