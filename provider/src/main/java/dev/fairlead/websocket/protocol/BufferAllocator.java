package dev.fairlead.websocket.protocol;

/** Lends arrays to the protocol, so that the caller decides about pooling. */
public interface BufferAllocator {
    /** Allocates anew each time and leaves the rest to the garbage collector. */
    BufferAllocator UNPOOLED = new BufferAllocator() {
        @Override
        public byte[] acquire(int minimum) {
            return new byte[minimum];
        }

        @Override
        public void release(byte[] array) {
            // left to the garbage collector
        }
    };

    /**
     * Lends an array. Its contents are arbitrary.
     *
     * @param minimum how many bytes it must have at least
     * @return an array that belongs to the caller until it is released
     */
    byte[] acquire(int minimum);

    /**
     * Takes an array back. An array that is never given back costs no more than itself.
     *
     * @param array one that {@link #acquire} lent, not used any more
     */
    void release(byte[] array);
}
