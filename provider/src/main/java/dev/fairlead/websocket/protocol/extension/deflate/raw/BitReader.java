package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads bits from an array, the lowest of each byte first (RFC 1951 section 3.1.1). Up to 63 of them wait in a
 * {@code long}; beyond {@link #count} there may be more, which are the next ones of the input, and behind its end there
 * are zeros.
 *
 * <p>Nothing is checked with each bit: who takes some makes sure that they are {@linkplain #count there}, or peeks
 * first. The fields are open for the hot loop, which keeps them in registers.
 */
final class BitReader {
    /** Eight bytes of an array at once. */
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** After {@link #refill} at least that many bits wait, or all that are left. */
    static final int REFILLED = 56;

    private static final byte[] NOTHING = {};

    byte[] input = NOTHING;

    /** The index of the first byte that doesn't wait in full. */
    int position;

    /** The index behind the input. */
    int end;

    /** The next bits, from the lowest on. */
    long bits;

    /** How many of them wait. */
    int count;

    /**
     * Starts on an input.
     *
     * @param bytes     the array
     * @param from      the index of the first byte
     * @param to        the index behind the last one
     * @param bitOffset how many bits of the first byte are left out, 0 to 7
     */
    void open(byte[] bytes, int from, int to, int bitOffset) {
        input = bytes;
        end = to;
        seek(8L * from + bitOffset);
    }

    /** Forgets the input, so that it can be collected. */
    void close() {
        open(NOTHING, 0, 0, 0);
    }

    /** Lets as many bits wait as is possible. */
    void refill() {
        if (end - position >= Long.BYTES) {
            // the bits that don't fit are shifted out here, and read again the next time
            bits |= (long) LONG.get(input, position) << count;
            position += 63 - count >>> 3;
            count |= REFILLED;
        } else if (position < end) {
            int left = end - position;
            int taken = Math.min(left, 63 - count >>> 3);
            bits |= lastBytes(left) << count;
            position += taken;
            count += taken << 3;
        }
    }

    private long lastBytes(int left) {
        if (end >= Long.BYTES) {
            return (long) LONG.get(input, end - Long.BYTES) >>> Long.SIZE - (left << 3);
        }
        long bytes = 0;
        for (int i = end - 1; i >= position; i--) {
            bytes = bytes << 8 | input[i] & 0xFF;
        }
        return bytes;
    }

    /**
     * Takes bits that wait.
     *
     * @param number 0 to 31, not more than wait
     * @return the bits
     */
    int take(int number) {
        int taken = (int) bits & (1 << number) - 1;
        bits >>>= number;
        count -= number;
        return taken;
    }

    /** Goes on with whole bytes at {@link #position}: drops the rest of a byte, and no bit waits. */
    void alignToByte() {
        position -= count >>> 3;
        bits = 0;
        count = 0;
    }

    /**
     * How many bits are left.
     *
     * @return those that wait and those behind them
     */
    long remaining() {
        return 8L * (end - position) + count;
    }

    /**
     * Where the next bit is.
     *
     * @return counted from the beginning of the array
     */
    long bitPosition() {
        return 8L * position - count;
    }

    /**
     * Goes to a bit.
     *
     * @param bitPosition counted from the beginning of the array
     */
    void seek(long bitPosition) {
        position = (int) (bitPosition >>> 3);
        bits = 0;
        count = 0;
        int offset = (int) bitPosition & 7;
        if (offset > 0) {
            refill();
            take(offset);
        }
    }
}
