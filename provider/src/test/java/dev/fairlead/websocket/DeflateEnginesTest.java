package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.deflate.raw.ContextSize;
import dev.fairlead.websocket.protocol.extension.deflate.raw.DeflateEngine;
import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.MatchContext;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeflateEnginesTest {
    private static final ContextSize SIZE = new ContextSize(10, 3);

    private final DeflateEngines pool = new DeflateEngines(2, 4);

    private int useContext(int place) {
        MatchContext context = pool.context(SIZE, place);
        pool.release(context);
        return context.place();
    }

    @Test
    void lendsAnEngineAgain() {
        DeflateEngine engine = pool.engine(5);
        pool.release(engine);
        assertThat(pool.engine(5)).isSameAs(engine);
    }

    @Test
    void lendsNothingOfAnotherSize() {
        pool.release(pool.engine(5));
        assertThat(pool.engine(6).memoryLevel()).isEqualTo(6);
        for (int i = 0; i < 100; i++) {
            ContextSize size = new ContextSize(8 + i % 3, 1 + i % 2);
            MatchContext context = pool.context(size, i % 4);
            assertThat(context.size()).isEqualTo(size);
            pool.release(context);
        }
    }

    @Test
    void givesAPlaceToAConnectionThatComesAgainAndAgain() {
        int place = EnginePool.ANYWHERE;
        for (int i = 0; i < 100 && place == EnginePool.ANYWHERE; i++) {
            place = useContext(place);
        }
        assertThat(place).isNotEqualTo(EnginePool.ANYWHERE);
        MatchContext context = pool.context(SIZE, place);
        pool.release(context);
        assertThat(pool.context(SIZE, place)).isSameAs(context);
    }

    @Test
    void lendsTheFewContextsOfAnybodysToMostOfThoseWithoutAPlace() {
        Set<MatchContext> anybodys = Collections.newSetFromMap(new IdentityHashMap<>());
        int withPlace = 0;
        for (int i = 0; i < 100_000; i++) {
            MatchContext context = pool.context(SIZE, EnginePool.ANYWHERE);
            if (context.place() == EnginePool.ANYWHERE) {
                anybodys.add(context);
            } else {
                withPlace++;
            }
            pool.release(context);
        }
        assertThat(anybodys).hasSize(1);
        assertThat(withPlace).isBetween(4, 120);
    }

    @Test
    void givesNoPlaceToWhoWantsNone() {
        Set<MatchContext> anybodys = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 1000; i++) {
            MatchContext context = pool.context(SIZE, EnginePool.NOWHERE);
            anybodys.add(context);
            pool.release(context);
        }
        assertThat(anybodys).singleElement().extracting(MatchContext::place).isEqualTo(EnginePool.ANYWHERE);
    }

    @Test
    void comesToGiveEachOfFewConnectionsAPlace() {
        int[] placeOf = {EnginePool.ANYWHERE, EnginePool.ANYWHERE, EnginePool.ANYWHERE, EnginePool.ANYWHERE};
        // the places are someone else's before
        for (int i = 0; i < 10_000; i++) {
            useContext(EnginePool.ANYWHERE);
        }
        for (int i = 0; i < 100_000; i++) {
            placeOf[i % 4] = useContext(placeOf[i % 4]);
        }
        assertThat(placeOf).doesNotContain(EnginePool.ANYWHERE);
    }

    @Test
    void lendsTwoContextsToTwoWhoHaveThePlaceOneAfterTheOther() {
        int place = EnginePool.ANYWHERE;
        while (place == EnginePool.ANYWHERE) {
            place = useContext(place);
        }
        MatchContext first = pool.context(SIZE, place);
        MatchContext second = pool.context(SIZE, place);
        assertThat(second).isNotSameAs(first);
    }

    @Test
    void keepsNoMoreThanItIsTold() {
        Set<DeflateEngine> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < 10; i++) {
            lent.add(pool.engine(5));
        }
        lent.forEach(pool::release);
        int kept = 0;
        for (int i = 0; i < 10; i++) {
            if (lent.contains(pool.engine(5))) {
                kept++;
            }
        }
        assertThat(kept).isEqualTo(2);
    }

    @Test
    void lendsNothingToTwoThreadsAtOnce() throws Exception {
        Set<Object> inUse = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        AtomicInteger collisions = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            int first = thread;
            threads.execute(() -> {
                for (int i = 0; i < 20_000; i++) {
                    MatchContext context = pool.context(SIZE, (first + i) % 4);
                    DeflateEngine engine = pool.engine(5);
                    if (!inUse.add(context) || !inUse.add(engine)) {
                        collisions.incrementAndGet();
                    }
                    inUse.remove(context);
                    inUse.remove(engine);
                    pool.release(engine);
                    pool.release(context);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(collisions).hasValue(0);
    }
}
