package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Arrays in four sizes, a bounded number of each. Threads start their search at different places, so that they rarely
 * meet; nothing hangs on a thread, so that virtual threads share, too. Thread-safe.
 */
final class BufferPool implements BufferAllocator {
    private static final int[] SIZES = {1 << 10, 1 << 12, 1 << 14, 1 << 16};
    private static final int[] KEPT = {256, 128, 64, 32};
    private static final int PROBES = 8;

    private final AtomicReferenceArray<byte[]>[] classes;

    BufferPool() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        AtomicReferenceArray<byte[]>[] arrays = new AtomicReferenceArray[SIZES.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new AtomicReferenceArray<>(KEPT[i]);
        }
        this.classes = arrays;
    }

    @Override
    public byte[] acquire(int minimum) {
        for (int i = 0; i < SIZES.length; i++) {
            if (minimum <= SIZES[i]) {
                byte[] kept = take(classes[i]);
                return kept != null ? kept : new byte[SIZES[i]];
            }
        }
        return new byte[minimum];
    }

    @Override
    public void release(byte[] array) {
        for (int i = 0; i < SIZES.length; i++) {
            if (array.length == SIZES[i]) {
                keep(classes[i], array);
                return;
            }
        }
    }

    private static byte[] take(AtomicReferenceArray<byte[]> slots) {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (slots.length() - 1);
            if (slots.getPlain(slot) != null) {
                byte[] array = slots.getAndSet(slot, null);
                if (array != null) {
                    return array;
                }
            }
        }
        return null;
    }

    private static void keep(AtomicReferenceArray<byte[]> slots, byte[] array) {
        int start = start();
        for (int i = 0; i < PROBES; i++) {
            int slot = (start + i) & (slots.length() - 1);
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, array)) {
                return;
            }
        }
    }

    private static int start() {
        // spreads consecutive numbers of threads over the slots
        return (int) (Thread.currentThread().getId() * 0x9E3779B9L >>> 7);
    }
}
