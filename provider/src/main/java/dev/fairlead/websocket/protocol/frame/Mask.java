package dev.fairlead.websocket.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Masking, which is its own inverse (RFC 6455 section 5.3). Eight bytes at a time; stateless and thread-safe. */
public final class Mask {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Mask() {
    }

    /**
     * Masks or unmasks in place.
     *
     * @param array  has the bytes
     * @param offset of the first byte
     * @param length how many bytes
     * @param key    the masking key; its first byte on the wire is the highest of the number
     * @param phase  how many bytes of the same payload were masked before; only its value modulo 4 counts
     */
    public static void apply(byte[] array, int offset, int length, int key, int phase) {
        if (key == 0) {
            return;
        }
        // The key as it stands in memory from the first byte on, twice: the lowest byte is the next one to use.
        int next = Integer.reverseBytes(Integer.rotateLeft(key, (phase & 3) << 3));
        long word = (next & 0xFFFF_FFFFL) * 0x1_0000_0001L;
        int i = offset;
        int end = offset + length;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            LONGS.set(array, i, (long) LONGS.get(array, i) ^ word);
        }
        for (; i < end; i++, word >>>= Byte.SIZE) {
            array[i] ^= (byte) word;
        }
    }
}
