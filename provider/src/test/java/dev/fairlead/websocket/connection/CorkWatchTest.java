package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** When what is held leaves without its holder. The test is the clock, and runs the tasks when it likes to. */
class CorkWatchTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Runnable> ticks = new ArrayDeque<>();
    private final CorkWatch watch = new CorkWatch(tasks::add, ticks::add);
    private final List<String> flushed = new ArrayList<>();

    private Cork cork(String name) {
        return new Cork(watch, () -> flushed.add(name));
    }

    private Cork held(String name) {
        Cork cork = cork(name);
        cork.hold();
        return cork;
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            ticks.remove().run();
        }
    }

    private void runTasks() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void whatIsHeldForAWholeTickLeaves() {
        held("a");
        tick(1);
        assertThat(tasks).isEmpty();
        tick(1);
        runTasks();
        assertThat(flushed).containsExactly("a");
    }

    @Test
    void whatItsHolderHasWrittenCostsNothing() {
        Cork cork = held("a");
        cork.released();
        tick(10);
        cork.hold();
        tick(1);
        cork.released();
        tick(10);
        assertThat(tasks).isEmpty();
    }

    @Test
    void aFlushThatHasNotRunIsNotOrderedAgain() {
        held("a");
        tick(3);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(flushed).containsExactly("a");
    }

    @Test
    void aFlushThatMetALockIsTriedAgain() {
        Cork cork = held("a");
        tick(2);
        runTasks();
        assertThat(cork.isHolding()).isTrue();
        tick(1);
        runTasks();
        assertThat(flushed).containsExactly("a", "a");
    }

    @Test
    void oneTaskFlushesAllThatAreDue() {
        for (int i = 0; i < 1000; i++) {
            held("a" + i);
        }
        tick(2);
        assertThat(tasks).hasSize(1);
        held("late");
        tick(2);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(flushed).hasSize(1001).doesNotHaveDuplicates();
    }

    @Test
    void aTaskThatComesLateLeavesAloneWhatWasWrittenMeanwhile() {
        Cork written = held("written");
        Cork heldAgain = held("held again");
        tick(2);
        written.released();
        heldAgain.released();
        heldAgain.hold();
        runTasks();
        assertThat(flushed).isEmpty();
        tick(2);
        runTasks();
        assertThat(flushed).containsExactly("held again");
    }

    @Test
    void aFlushThatBlocksHoldsNoOtherUp() {
        Cork blocking = new Cork(watch, () -> {
            flushed.add("blocking");
            held("other");
            // as long as this flush lasts, ticks go on
            tick(CorkWatch.STALLED_TICKS + 3);
            assertThat(tasks).hasSize(1);
            runTasks();
            assertThat(flushed).containsExactly("blocking", "other");
        });
        blocking.hold();
        tick(2);
        runTasks();
        assertThat(flushed).startsWith("blocking", "other");
    }

    @Test
    void aFlushThatFailsHoldsNoOtherUp() {
        Cork failing = new Cork(watch, () -> {
            flushed.add("failing");
            throw new IllegalStateException("the transport failed");
        });
        failing.hold();
        tick(2);
        assertThatThrownBy(this::runTasks).isInstanceOf(IllegalStateException.class);
        failing.released();
        held("other");
        tick(2);
        runTasks();
        assertThat(flushed).containsExactly("failing", "other");
    }

    @Test
    void stopsWhenNothingIsHeldForLong() {
        Cork cork = held("a");
        cork.released();
        int count = 0;
        while (!ticks.isEmpty()) {
            tick(1);
            assertThat(++count).isLessThan(1000);
        }
        cork.hold();
        tick(2);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void endsWithTheScheduler() {
        CorkWatch closed = new CorkWatch(tasks::add, tick -> {
            throw new RejectedExecutionException("closed");
        });
        new Cork(closed, () -> { }).hold();
        closed.run();
        assertThat(tasks).isEmpty();
    }
}
