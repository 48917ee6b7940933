package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Packs bits into bytes, the first bit into the lowest place (RFC 1951 section 3.1.1). Its array is used again for the
 * next output unless that was a large one.
 */
final class BitWriter {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Room beyond what {@link #ensure} was asked for: bits are stored four bytes at a time. */
    private static final int SPARE = 8;

    /** An array up to that size is kept. */
    private static final int KEPT = 1 << 14;

    private static final int FIRST = 512;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    // fewer than 32 bits that are in no byte yet
    private long pending;
    private int pendingBits;

    private byte[] bytes = new byte[FIRST];
    private int size;

    /** Makes sure that this many bits more can be written. */
    void ensure(long bits) {
        long needed = size + (pendingBits + bits >>> 3) + SPARE;
        if (needed > bytes.length) {
            if (needed > MAX_ARRAY) {
                throw new OutOfMemoryError("a compressed message of " + needed + " bytes fits into no array");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_ARRAY, Math.max(needed, 2L * bytes.length)));
        }
    }

    /** Writes the lowest bits of a value, at most 32; the others of it are zero. There is room for them. */
    void write(int value, int count) {
        pending |= Integer.toUnsignedLong(value) << pendingBits;
        pendingBits += count;
        if (pendingBits >= Integer.SIZE) {
            INT.set(bytes, size, (int) pending);
            size += Integer.BYTES;
            pending >>>= Integer.SIZE;
            pendingBits -= Integer.SIZE;
        }
    }

    /** Fills the byte that is begun with zeros. */
    void align() {
        for (; pendingBits > 0; pendingBits -= Byte.SIZE) {
            bytes[size++] = (byte) pending;
            pending >>>= Byte.SIZE;
        }
        pendingBits = 0;
    }

    /** Writes whole bytes behind an {@link #align()}. There is room for them. */
    void write(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /** Changes two bytes that were written, the lower one first. */
    void patch(int index, int value) {
        bytes[index] = (byte) value;
        bytes[index + 1] = (byte) (value >>> Byte.SIZE);
    }

    /**
     * Writes the symbols of a block. Here rather than where they are chosen, because the bits stay in registers.
     */
    void write(TokenBuffer tokens, HuffmanCode literals, HuffmanCode distances) {
        byte[] out = bytes;
        int at = size;
        long bits = pending;
        int count = pendingBits;
        int[] all = tokens.tokens();
        int[] literalCodes = literals.codes();
        int[] distanceCodes = distances.codes();
        for (int i = 0, n = tokens.count(); i < n; i++) {
            int token = all[i];
            if (TokenBuffer.isLiteral(token)) {
                int code = literalCodes[token];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << count;
                count += code & HuffmanCode.LENGTH_MASK;
            } else {
                // at most 20 bits of length
                int length = TokenBuffer.length(token);
                int symbol = DeflateFormat.lengthCode(length);
                int code = literalCodes[DeflateFormat.FIRST_LENGTH + symbol];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << count;
                count += code & HuffmanCode.LENGTH_MASK;
                bits |= (long) (length - DeflateFormat.LENGTH_BASE[symbol]) << count;
                count += DeflateFormat.LENGTH_EXTRA_BITS[symbol];
                if (count >= Integer.SIZE) {
                    INT.set(out, at, (int) bits);
                    at += Integer.BYTES;
                    bits >>>= Integer.SIZE;
                    count -= Integer.SIZE;
                }
                // at most 28 bits of distance
                int distance = TokenBuffer.distance(token);
                symbol = DeflateFormat.distanceCode(distance);
                code = distanceCodes[symbol];
                bits |= (long) (code >>> HuffmanCode.LENGTH_BITS) << count;
                count += code & HuffmanCode.LENGTH_MASK;
                bits |= (long) (distance - DeflateFormat.DISTANCE_BASE[symbol]) << count;
                count += DeflateFormat.DISTANCE_EXTRA_BITS[symbol];
            }
            if (count >= Integer.SIZE) {
                INT.set(out, at, (int) bits);
                at += Integer.BYTES;
                bits >>>= Integer.SIZE;
                count -= Integer.SIZE;
            }
        }
        size = at;
        pending = bits;
        pendingBits = count;
    }

    /** How many whole bytes there are. */
    int size() {
        return size;
    }

    /** How many bits are behind the last whole byte. */
    int pendingBits() {
        return pendingBits;
    }

    /** The bytes so far, as an array of the caller's own that may be longer; begins anew. */
    byte[] take() {
        byte[] taken;
        if (bytes.length <= KEPT) {
            taken = Arrays.copyOf(bytes, size);
        } else {
            taken = bytes;
            bytes = new byte[FIRST];
        }
        clear();
        return taken;
    }

    /** Forgets what was written. */
    void clear() {
        size = 0;
        pending = 0;
        pendingBits = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }
}
