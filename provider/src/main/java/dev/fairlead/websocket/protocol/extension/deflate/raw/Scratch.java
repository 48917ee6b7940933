package dev.fairlead.websocket.protocol.extension.deflate.raw;

/** An array that is used again by call after call. */
final class Scratch {
    /** Has room for a window of 32 KiB and 64 KiB behind it; a message that is larger pays for an array of its own. */
    private static final int MOST_KEPT = 96 * 1024 + 512;

    private static final int LEAST = 8192;

    private byte[] array = {};

    /**
     * Lends the array.
     *
     * @param size how large it has to be
     * @return with anything in it; null if that's too large
     */
    byte[] atLeast(long size) {
        if (size > MOST_KEPT) {
            return null;
        }
        if (size > array.length) {
            array = new byte[(int) Math.min(MOST_KEPT, Math.max(size * 3 / 2, LEAST))];
        }
        return array;
    }
}
