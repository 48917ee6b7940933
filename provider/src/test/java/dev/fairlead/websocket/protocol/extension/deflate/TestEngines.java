package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateEngine;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EngineSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lends one of a few engines at random, whoever had it before: so a deflater meets its own traces and those of others,
 * fresh ones and stale ones.
 */
final class TestEngines implements EnginePool {
    private static final int ENGINES = 3;

    private final Random random;
    private final List<DeflateEngine> idle = new ArrayList<>();
    int lent;
    int returned;

    TestEngines(long seed) {
        random = new Random(seed);
    }

    @Override
    public DeflateEngine lend(EngineSize size, int place) {
        lent++;
        List<DeflateEngine> fitting = idle.stream().filter(engine -> engine.size().equals(size)).toList();
        if (fitting.size() < ENGINES) {
            return new DeflateEngine(size);
        }
        DeflateEngine engine = fitting.get(random.nextInt(ENGINES));
        idle.remove(engine);
        return engine;
    }

    @Override
    public int release(DeflateEngine engine) {
        returned++;
        idle.add(engine);
        return ANY;
    }
}
