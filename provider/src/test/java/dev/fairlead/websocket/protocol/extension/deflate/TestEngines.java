package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.deflate.raw.ContextSize;
import dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateEngine;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.MatchContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lends one of a few contexts at random, whoever had it before: so a deflater meets its own traces and those of others,
 * fresh ones and stale ones.
 */
public final class TestEngines implements EnginePool {
    private static final int CONTEXTS = 3;

    private final Random random;
    private final List<MatchContext> contexts = new ArrayList<>();
    private final List<DeflateEngine> engines = new ArrayList<>();
    int lent;
    int returned;
    int placeAskedFor;

    /**
     * Creates an empty pool.
     *
     * @param seed of the choice
     */
    public TestEngines(long seed) {
        random = new Random(seed);
    }

    @Override
    public DeflateEngine engine(int memoryLevel) {
        lent++;
        for (DeflateEngine engine : engines) {
            if (engine.memoryLevel() == memoryLevel) {
                engines.remove(engine);
                return engine;
            }
        }
        return new DeflateEngine(memoryLevel);
    }

    @Override
    public void release(DeflateEngine engine) {
        returned++;
        engines.add(engine);
    }

    @Override
    public MatchContext context(ContextSize size, int place) {
        lent++;
        placeAskedFor = place;
        List<MatchContext> fitting = contexts.stream().filter(context -> context.size().equals(size)).toList();
        if (fitting.size() < CONTEXTS) {
            return new MatchContext(size, ANYWHERE);
        }
        MatchContext context = fitting.get(random.nextInt(CONTEXTS));
        contexts.remove(context);
        return context;
    }

    @Override
    public void release(MatchContext context) {
        returned++;
        contexts.add(context);
    }
}
