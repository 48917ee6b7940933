package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.BufferAllocator;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Knows which arrays are lent. */
final class CountingBuffers implements BufferAllocator {
    private final Set<byte[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;
    private long most;

    @Override
    public synchronized byte[] acquire(int minimum) {
        byte[] array = new byte[minimum];
        lent.add(array);
        bytes += minimum;
        most = Math.max(most, bytes);
        return array;
    }

    @Override
    public synchronized void release(byte[] array) {
        if (!lent.remove(array)) {
            throw new IllegalStateException("given back twice, or never lent");
        }
        bytes -= array.length;
    }

    synchronized int lent() {
        return lent.size();
    }

    /** How many bytes were lent at once, at most. */
    synchronized long most() {
        return most;
    }
}
