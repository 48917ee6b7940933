package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.raw.ContextSize;
import dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateEngine;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.MatchContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keeps a bounded number of engines and of contexts, of all sizes together. Thread-safe; never blocks: lending is
 * taking something out of an array, so that no lock is held while it works.
 *
 * <p>There are two kinds of contexts. A few are anybody's: they are used all the time, so that the processor has them
 * in its cache. The others have a place, and a connection that was given one finds its history there, as long as no
 * other connection got the place. Few connections that are busy come to have a place each. With many connections
 * nearly all use those that are anybody's: giving a place away costs more than a message, because the processor hasn't
 * got it in its cache, and so the rarer it gets the less the places are of use.
 */
final class DeflateEngines implements EnginePool {
    /** How many connections can have a place: at most 12 MiB, at the default settings 2 MiB. */
    private static final int PLACES = 64;

    // once in so many times who has no place gets one: as long as there are new ones, at least, and at most
    private static final int TURN_WHILE_NEW = 16;
    private static final int SHORTEST_TURN = 64;
    private static final int LONGEST_TURN = 1024;

    /** Places are of use if for so many connections that find none there is one that does. */
    private static final int USEFUL_PART = 8;

    /** One for all containers: what they need at once is bounded by the processors, not by their number. */
    static final DeflateEngines SHARED = new DeflateEngines(2 * Runtime.getRuntime().availableProcessors(), PLACES);

    private final AtomicReferenceArray<DeflateEngine> engines;
    private final AtomicReferenceArray<MatchContext> anybodys;
    private final AtomicReferenceArray<MatchContext> places;

    // since a place was given: how often a connection had one, and how often not
    private final AtomicInteger hits = new AtomicInteger();
    private final AtomicInteger misses = new AtomicInteger();
    private final AtomicInteger given = new AtomicInteger();
    private volatile int turn = TURN_WHILE_NEW;

    /**
     * Creates an empty pool.
     *
     * @param kept   how many idle engines are kept, and contexts of anybody's
     * @param places how many contexts have a place
     */
    DeflateEngines(int kept, int places) {
        engines = new AtomicReferenceArray<>(kept);
        anybodys = new AtomicReferenceArray<>(kept);
        this.places = new AtomicReferenceArray<>(places);
    }

    @Override
    public DeflateEngine engine(int memoryLevel) {
        for (int i = 0; i < engines.length(); i++) {
            DeflateEngine engine = engines.get(i);
            if (engine != null && engine.memoryLevel() == memoryLevel && engines.compareAndSet(i, engine, null)) {
                return engine;
            }
        }
        return new DeflateEngine(memoryLevel);
    }

    @Override
    public void release(DeflateEngine engine) {
        putAnywhere(engines, engine);
    }

    @Override
    public MatchContext context(ContextSize size, int place) {
        if (place >= 0) {
            MatchContext context = take(places, place, size);
            if (context != null) {
                hits.incrementAndGet();
                return context;
            }
        }
        if (place != NOWHERE && isTurn()) {
            int next = Math.floorMod(given.getAndIncrement(), places.length());
            MatchContext context = take(places, next, size);
            return context != null ? context : new MatchContext(size, next);
        }
        for (int i = 0; i < anybodys.length(); i++) {
            MatchContext context = take(anybodys, i, size);
            if (context != null) {
                return context;
            }
        }
        return new MatchContext(size, ANYWHERE);
    }

    private boolean isTurn() {
        int count = misses.incrementAndGet();
        if (count < turn || !misses.compareAndSet(count, 0)) {
            return false;
        }
        int useful = hits.getAndSet(0);
        if (given.get() >= places.length()) {
            turn = useful >= count / USEFUL_PART
                    ? SHORTEST_TURN
                    : Math.min(Math.max(SHORTEST_TURN, 2 * turn), LONGEST_TURN);
        }
        return true;
    }

    private static MatchContext take(AtomicReferenceArray<MatchContext> from, int index, ContextSize size) {
        MatchContext context = from.get(index);
        boolean taken = context != null && context.size().equals(size) && from.compareAndSet(index, context, null);
        return taken ? context : null;
    }

    @Override
    public void release(MatchContext context) {
        if (context.place() == ANYWHERE) {
            putAnywhere(anybodys, context);
        } else {
            places.set(context.place(), context);
        }
    }

    // where all is full something goes that may be of a size that nobody asks for any more
    private <T> void putAnywhere(AtomicReferenceArray<T> array, T thing) {
        for (int i = 0; i < array.length(); i++) {
            if (array.get(i) == null && array.compareAndSet(i, null, thing)) {
                return;
            }
        }
        array.set(Math.floorMod(misses.get(), array.length()), thing);
    }
}
