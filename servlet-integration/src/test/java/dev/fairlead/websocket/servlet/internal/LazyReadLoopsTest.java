package dev.fairlead.websocket.servlet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LazyReadLoopsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LazyReadLoops loops = new LazyReadLoops();

    @AfterEach
    void stop() throws Exception {
        loops.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).as("all leaders have gone").isTrue();
    }

    @Test
    void theyBeginOnce() {
        assertThat(loops.hasBegun()).isFalse();
        assertThat(loops.running()).isNull();
        loops.begin(threads, 1);
        ReadLoops first = loops.running();
        assertThat(first).isNotNull();
        loops.begin(threads, 1);
        assertThat(loops.running()).isSameAs(first);
    }

    @Test
    void noLoopsAreNeverAskedForAgain() {
        loops.begin(threads, 0);
        assertThat(loops.hasBegun()).isTrue();
        loops.begin(threads, 1);
        assertThat(loops.running()).isNull();
    }

    @Test
    void theyDoNotBeginBehindTheEnd() {
        loops.close();
        loops.begin(threads, 1);
        assertThat(loops.running()).isNull();
    }

    @Test
    void aSmallPoolHasNoLoopAndALargeOneHasNoMoreThanProcessors() {
        assertThat(LazyReadLoops.count(15)).isZero();
        assertThat(LazyReadLoops.count(16)).isEqualTo(1);
        assertThat(LazyReadLoops.count(-1)).isZero();
        assertThat(LazyReadLoops.count(100_000)).isEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
