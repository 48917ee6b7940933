package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.deflate.raw.BlockDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockDecodersTest {
    private static Set<BlockDecoder> lend(BlockDecoders pool, int number) {
        Set<BlockDecoder> lent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < number; i++) {
            lent.add(pool.lend());
        }
        return lent;
    }

    @Test
    void lendsWhatCameBack() {
        BlockDecoders pool = new BlockDecoders(3);
        BlockDecoder decoder = pool.lend();
        pool.release(decoder);
        assertThat(pool.lend()).isSameAs(decoder);
    }

    @Test
    void lendsNothingTwice() {
        BlockDecoders pool = new BlockDecoders(3);
        Set<BlockDecoder> lent = lend(pool, 5);
        assertThat(lent).hasSize(5);
        lent.forEach(pool::release);
        assertThat(lend(pool, 5)).hasSize(5);
    }

    @Test
    void keepsNoMoreThanItHasPlaces() {
        BlockDecoders pool = new BlockDecoders(3);
        Set<BlockDecoder> first = lend(pool, 5);
        first.forEach(pool::release);
        Set<BlockDecoder> second = lend(pool, 5);
        second.retainAll(first);
        assertThat(second).hasSize(3);
    }

    @Test
    void servesManyThreads() throws Exception {
        BlockDecoders pool = new BlockDecoders(2);
        Set<BlockDecoder> inUse = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        List<String> twice = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int round = 0; round < 20_000; round++) {
                    BlockDecoder decoder = pool.lend();
                    if (!inUse.add(decoder)) {
                        twice.add("in round " + round);
                    }
                    inUse.remove(decoder);
                    pool.release(decoder);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(twice).isEmpty();
    }
}
