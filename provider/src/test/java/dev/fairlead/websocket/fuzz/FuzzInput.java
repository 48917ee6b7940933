package dev.fairlead.websocket.fuzz;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntConsumer;

/** Reads a fuzzer's bytes as choices: any bytes make a valid input, and behind their end all choices are 0. */
public final class FuzzInput {
    private final byte[] bytes;
    private int at;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether bytes are left. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    /** 0 to 255. */
    public int next() {
        return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    /** From one bound to another, both included, at most 256 apart. */
    public int between(int least, int most) {
        return least + next() % (most - least + 1);
    }

    /** 0 to 65535. */
    public int nextShort() {
        return next() << 8 | next();
    }

    /** So many bytes, or fewer where the input ends. */
    public byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + length));
        at += taken.length;
        return taken;
    }

    /** All that is left. */
    public byte[] rest() {
        return take(bytes.length - at);
    }

    /**
     * Cuts a length into pieces.
     *
     * @param how    0 for single bytes, others for a random sequence of sizes
     * @param length what is cut
     * @param piece  takes the end of each piece; the last is the length
     */
    public static void cut(int how, int length, IntConsumer piece) {
        Random random = new Random(how);
        int from = 0;
        while (from < length) {
            int most = how == 0 ? 1 : 1 + random.nextInt(random.nextBoolean() ? 8 : 300);
            from = Math.min(length, from + most);
            piece.accept(from);
        }
    }
}
