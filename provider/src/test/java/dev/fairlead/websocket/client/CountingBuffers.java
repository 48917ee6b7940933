package dev.fairlead.websocket.client;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Knows which arrays are out, and fails what is given back twice. */
final class CountingBuffers implements BufferAllocator {
    private final Set<byte[]> lent = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Override
    public byte[] acquire(int minimum) {
        // More than asked for, as a pool does.
        byte[] array = new byte[4 * minimum];
        lent.add(array);
        return array;
    }

    @Override
    public void release(byte[] array) {
        if (!lent.remove(array)) {
            throw new IllegalStateException("given back twice");
        }
    }

    int lent() {
        return lent.size();
    }
}
