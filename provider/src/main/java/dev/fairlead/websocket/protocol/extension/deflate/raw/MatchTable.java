package dev.fairlead.websocket.protocol.extension.deflate.raw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where four bytes may have occurred before. An entry is the low half of a position, and a hint: who follows it checks
 * the distance and compares the bytes. So an entry may be stale, or of another stream, and no table is ever cleared.
 *
 * <p>For each hash there is the newest position; with chains, there is also for each position of a window the one
 * before it that had its hash. A table apart has the newest position of each three bytes, for what occurs no longer.
 */
final class MatchTable {
    /** Reads four bytes at once. */
    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** How many bytes are hashed. */
    static final int HASHED = 4;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** 2^32 divided by the golden ratio: spreads neighbours (Knuth's multiplicative hashing). */
    private static final int MULTIPLIER = 0x9E37_79B1;

    private static final int MAX_HASH_BITS = 15;

    /** The table of three bytes is small: such matches pay near by only. */
    private static final int THREE_BITS = 11;
    private static final int THREE_SHIFT = Integer.SIZE - THREE_BITS;

    /** Of a history so much is entered into it. */
    private static final int THREE_RECALLED = 1 << 10;

    private final short[] newest;
    private final int windowSize;
    private short[] earlier;
    private short[] newestOfThree;
    private int shift;

    // the first index that isn't entered
    private int entered;

    /**
     * Creates a table without chains.
     *
     * @param windowBits  8 to 15
     * @param memoryLevel 1 to 9: 256 to 32768 hashes
     */
    MatchTable(int windowBits, int memoryLevel) {
        int hashBits = Math.min(memoryLevel + 7, MAX_HASH_BITS);
        shift = Integer.SIZE - hashBits;
        newest = new short[1 << hashBits];
        windowSize = 1 << windowBits;
    }

    /** By hash: the low half of the newest position. */
    short[] newest() {
        return newest;
    }

    /** By position modulo the window: the low half of the position before with the same hash. */
    short[] earlier() {
        if (earlier == null) {
            earlier = new short[windowSize];
        }
        return earlier;
    }

    /** By hash: the low half of the newest position of three bytes. */
    short[] newestOfThree() {
        if (newestOfThree == null) {
            newestOfThree = new short[1 << THREE_BITS];
        }
        return newestOfThree;
    }

    /** The hash of the first three of four bytes. */
    static int hashOfThree(int fourBytes) {
        return (fourBytes << Byte.SIZE) * MULTIPLIER >>> THREE_SHIFT;
    }

    /** By how much the product of {@link #hash} is shifted. */
    int shift() {
        return shift;
    }

    /** The hash of four bytes. */
    static int hash(int fourBytes, int shift) {
        return fourBytes * MULTIPLIER >>> shift;
    }

    /**
     * Begins with another plaintext, none of which is entered.
     *
     * @param places how many are going to be entered soon: for few of them less of the table is used, so that what is
     *               used stays in the processor's cache
     */
    void begin(int places) {
        entered = 0;
        shift = Math.max(Integer.numberOfLeadingZeros(places), Integer.numberOfLeadingZeros(newest.length - 1));
    }

    /** Follows the window's slide. */
    void slide(int dropped) {
        entered = Math.max(0, entered - dropped);
    }

    /** Says that all indexes below are entered, or need not be. */
    void enteredUpTo(int index) {
        entered = Math.max(entered, index);
    }

    /** Follows the window when bytes at its end are dropped. */
    void truncate(int index) {
        entered = Math.min(entered, index);
    }

    /**
     * Enters what isn't yet, below an index: the end of the message before, or a history that was loaded. Of a long
     * history each second place is enough at its older end.
     *
     * @param window  has the bytes
     * @param to      the index
     * @param chained whether chains are kept
     * @param effort  says how much of a history is entered in full
     */
    void enterUpTo(SlidingWindow window, int to, boolean chained, Effort effort) {
        int limit = Math.min(to, window.end() - HASHED + 1);
        int dense = Math.max(entered, limit - effort.dense());
        if (chained) {
            enterChained(window.bytes(), window.base(), entered, dense, 2);
            enterChained(window.bytes(), window.base(), dense, limit, 1);
            if (effort.takesThree(window.end() - to)) {
                enterThree(window.bytes(), window.base(), Math.max(entered, limit - THREE_RECALLED), limit);
            }
        } else {
            enter(window.bytes(), window.base(), entered, dense, 2);
            enter(window.bytes(), window.base(), dense, limit, 1);
        }
        entered = Math.max(entered, limit);
    }

    private void enter(byte[] bytes, int base, int from, int to, int step) {
        short[] heads = newest;
        int bits = shift;
        for (int i = from; i < to; i += step) {
            heads[hash((int) INT.get(bytes, i), bits)] = (short) (base + i);
        }
    }

    private void enterChained(byte[] bytes, int base, int from, int to, int step) {
        short[] heads = newest;
        short[] chain = earlier();
        int mask = chain.length - 1;
        int bits = shift;
        for (int i = from; i < to; i += step) {
            int hash = hash((int) INT.get(bytes, i), bits);
            chain[base + i & mask] = heads[hash];
            heads[hash] = (short) (base + i);
        }
    }

    private void enterThree(byte[] bytes, int base, int from, int to) {
        short[] heads = newestOfThree();
        for (int i = from; i < to; i++) {
            heads[hashOfThree((int) INT.get(bytes, i))] = (short) (base + i);
        }
    }

    /**
     * How many bytes are the same.
     *
     * @param bytes where both pieces are
     * @param one   index of the one
     * @param other index of the other, behind it
     * @param known how many are known to be the same
     * @param most  how many are of interest; the other has as many
     * @return known to most
     */
    static int matchLength(byte[] bytes, int one, int other, int known, int most) {
        int length = known;
        while (length + Long.BYTES <= most) {
            long difference = (long) LONG.get(bytes, one + length) ^ (long) LONG.get(bytes, other + length);
            if (difference != 0) {
                return length + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            length += Long.BYTES;
        }
        while (length < most && bytes[one + length] == bytes[other + length]) {
            length++;
        }
        return length;
    }
}
