package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.raw.BlockDecoder;
import dev.fairlead.websocket.protocol.extension.deflate.raw.DecoderPool;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps a bounded number of decoders. Thread-safe; never blocks. Each lies at a place, and lending one is taking it out
 * of there. A thread begins to look at the same place each time: it finds the decoder that is still in its cache.
 */
final class BlockDecoders implements DecoderPool {
    /** One for all containers: what they need at once is bounded by the processors, not by their number. */
    static final BlockDecoders SHARED = new BlockDecoders(2 * Runtime.getRuntime().availableProcessors());

    private final AtomicReferenceArray<BlockDecoder> places;

    /**
     * Creates an empty pool.
     *
     * @param kept how many idle decoders are kept
     */
    BlockDecoders(int kept) {
        places = new AtomicReferenceArray<>(kept);
    }

    @Override
    public BlockDecoder lend() {
        int place = firstPlace();
        for (int i = 0; i < places.length(); i++) {
            if (places.get(place) != null) {
                BlockDecoder decoder = places.getAndSet(place, null);
                if (decoder != null) {
                    return decoder;
                }
            }
            place = after(place);
        }
        return new BlockDecoder();
    }

    @Override
    public void release(BlockDecoder decoder) {
        int place = firstPlace();
        for (int i = 0; i < places.length(); i++) {
            if (places.get(place) == null && places.compareAndSet(place, null, decoder)) {
                return;
            }
            place = after(place);
        }
    }

    private int firstPlace() {
        return (int) (Thread.currentThread().getId() % places.length());
    }

    private int after(int place) {
        return place + 1 == places.length() ? 0 : place + 1;
    }
}
