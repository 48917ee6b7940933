package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateEngine;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EngineSize;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps a bounded number of engines, of all sizes together. Thread-safe; never blocks. Each engine lies at a place, and
 * lending one is taking it out of there, so that no lock is held while it works.
 */
final class DeflateEngines implements EnginePool {
    /** One for all containers: what they need at once is bounded by the processors, not by their number. */
    static final DeflateEngines SHARED =
            new DeflateEngines(Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));

    private final AtomicReferenceArray<DeflateEngine> places;

    // where to begin looking, so that the engines take turns and the one that was used last is disturbed last
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Creates an empty pool.
     *
     * @param kept how many idle engines are kept
     */
    DeflateEngines(int kept) {
        places = new AtomicReferenceArray<>(kept);
    }

    @Override
    public DeflateEngine lend(EngineSize size, int place) {
        if (place != ANY) {
            DeflateEngine engine = take(place, size);
            if (engine != null) {
                return engine;
            }
        }
        int start = turn.getAndIncrement();
        for (int i = 0; i < places.length(); i++) {
            DeflateEngine engine = take(Math.floorMod(start + i, places.length()), size);
            if (engine != null) {
                return engine;
            }
        }
        return new DeflateEngine(size);
    }

    private DeflateEngine take(int place, EngineSize size) {
        DeflateEngine engine = places.get(place);
        return engine != null && engine.size().equals(size) && places.compareAndSet(place, engine, null) ? engine : null;
    }

    @Override
    public int release(DeflateEngine engine) {
        for (int i = 0; i < places.length(); i++) {
            if (places.get(i) == null && places.compareAndSet(i, null, engine)) {
                return i;
            }
        }
        // all places are taken, maybe by engines of sizes that nobody asks for any more
        int place = Math.floorMod(turn.getAndIncrement(), places.length());
        places.set(place, engine);
        return place;
    }
}
