package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.util.Arrays;

/**
 * Bits that are kept for later.
 *
 * @param bytes  where they are, up to the last one
 * @param offset how many bits of the first byte don't belong to them, 0 to 7
 */
record Bits(byte[] bytes, int offset) {
    /**
     * Copies bits out of an array.
     *
     * @param array the array
     * @param start the first bit, counted from the beginning of the array
     * @param end   behind the last bit; more of its byte is copied
     * @return the bits
     */
    static Bits copyOf(byte[] array, long start, long end) {
        return new Bits(Arrays.copyOfRange(array, (int) (start >>> 3), (int) (end + 7 >>> 3)), (int) start & 7);
    }
}
