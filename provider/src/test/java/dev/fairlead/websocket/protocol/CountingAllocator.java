package dev.fairlead.websocket.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counts what it lends, fails where something is given back that wasn't lent, and spoils what was given back. */
final class CountingAllocator implements BufferAllocator {
    final List<byte[]> lent = new ArrayList<>();
    int largest;
    int acquired;

    @Override
    public byte[] acquire(int minimum) {
        byte[] array = new byte[minimum];
        lent.add(array);
        acquired++;
        largest = Math.max(largest, minimum);
        return array;
    }

    @Override
    public void release(byte[] array) {
        for (int i = 0; i < lent.size(); i++) {
            if (lent.get(i) == array) {
                lent.remove(i);
                Arrays.fill(array, (byte) 0xEE);
                return;
            }
        }
        throw new IllegalStateException("given back twice, or never lent");
    }
}
