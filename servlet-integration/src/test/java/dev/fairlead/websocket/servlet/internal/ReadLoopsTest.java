package dev.fairlead.websocket.servlet.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One loop, and pipes for connections. */
@Timeout(60)
class ReadLoopsTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger handOvers = new AtomicInteger();
    private volatile boolean exhausted;
    private final Executor threads = task -> {
        if (exhausted) {
            throw new OutOfMemoryError("unable to create a thread");
        }
        handOvers.incrementAndGet();
        pool.execute(task);
    };
    private final List<Connection> connections = new ArrayList<>();
    private final ReadLoops loops = loops();

    private ReadLoops loops() {
        try {
            return new ReadLoops(threads, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() throws Exception {
        loops.close();
        for (Connection connection : connections) {
            connection.pipe.sink().close();
            connection.pipe.source().close();
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(10, SECONDS)).as("all leaders have gone").isTrue();
    }

    /** Reads whatever comes; counts events, and how many there were at once at most. */
    private final class Connection {
        final Pipe pipe = Pipe.open();
        final AtomicInteger events = new AtomicInteger();
        final AtomicInteger inside = new AtomicInteger();
        final AtomicInteger insideAtMost = new AtomicInteger();
        final AtomicInteger released = new AtomicInteger();
        volatile Runnable work = () -> { };
        volatile boolean wantsMore = true;
        final ReadInterest interest;

        Connection() throws IOException {
            pipe.source().configureBlocking(false);
            interest = loops.register(pipe.source(), this::readable, released::incrementAndGet);
            connections.add(this);
        }

        void readable() {
            insideAtMost.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                pipe.source().read(ByteBuffer.allocate(100));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            events.incrementAndGet();
            work.run();
            inside.decrementAndGet();
            if (wantsMore) {
                interest.want();
            }
        }

        void send() throws IOException {
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWishBringsOneEvent() throws Exception {
        Connection connection = new Connection();
        connection.wantsMore = false;
        connection.send();
        connection.interest.want();
        await().until(() -> connection.events.get() == 1);
        connection.send();
        Connection other = new Connection();
        other.interest.want();
        for (int i = 1; i <= 3; i++) {
            int expected = i;
            other.send();
            await().until(() -> other.events.get() == expected);
        }
        assertThat(connection.events).hasValue(1);
        connection.interest.want();
        await().until(() -> connection.events.get() == 2);
    }

    @Test
    void eventsThatAreSoonOverNeedNoOtherThread() throws Exception {
        Connection connection = new Connection();
        connection.interest.want();
        AtomicInteger threadsSeen = new AtomicInteger();
        ThreadLocal<Boolean> seen = ThreadLocal.withInitial(() -> threadsSeen.incrementAndGet() > 0);
        connection.work = seen::get;
        for (int i = 1; i <= 20; i++) {
            int expected = i;
            connection.send();
            await().until(() -> connection.events.get() == expected);
        }
        // a thread that the machine holds up may be taken for one that blocks
        assertThat(threadsSeen.get()).isLessThan(10);
    }

    @Test
    void eventsThatBlockKeepNobodyWaiting() throws Exception {
        List<Connection> row = new ArrayList<>();
        List<CountDownLatch> latches = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            latches.add(new CountDownLatch(1));
        }
        for (int i = 0; i < 8; i++) {
            Connection connection = new Connection();
            CountDownLatch mine = latches.get(i);
            CountDownLatch next = i < 7 ? latches.get(i + 1) : null;
            connection.work = () -> {
                mine.countDown();
                if (next != null) {
                    pass(next);
                }
            };
            connection.interest.want();
            row.add(connection);
        }
        for (Connection connection : row) {
            connection.send();
        }
        await().until(() -> row.stream().allMatch(connection -> connection.events.get() == 1 && connection.inside.get() == 0));
    }

    /** Has one connection block in its event, and another one come through meanwhile. */
    private static void comesThrough(Connection other, Connection blocked, int event) throws IOException {
        blocked.send();
        await().until(() -> blocked.events.get() == event);
        other.send();
        await().until(() -> other.events.get() == event);
    }

    @Test
    void whatComesDuringAnEventThatBlocksIsTheNextEvent() throws Exception {
        Connection connection = new Connection();
        Connection other = new Connection();
        Semaphore go = new Semaphore(0);
        connection.work = go::acquireUninterruptibly;
        connection.interest.want();
        other.interest.want();
        for (int i = 1; i <= 20; i++) {
            comesThrough(other, connection, i);
            go.release();
        }
        assertThat(connection.insideAtMost).hasValue(1);
    }

    @Test
    void anEventThatFollowsLongOnesIsHandedOverAtOnce() throws Exception {
        Connection connection = new Connection();
        Connection other = new Connection();
        Semaphore go = new Semaphore(0);
        connection.work = go::acquireUninterruptibly;
        connection.interest.want();
        other.interest.want();
        for (int i = 1; i <= 4; i++) {
            comesThrough(other, connection, i);
            go.release();
            await().until(() -> connection.inside.get() == 0);
        }
        connection.work = () -> { };
        int before = handOvers.get();
        connection.send();
        await().until(() -> connection.events.get() == 5);
        assertThat(handOvers.get()).isGreaterThan(before);
    }

    @Test
    void theContainerIsAskedWhenThereIsNoOtherThread() throws Exception {
        Connection blocked = new Connection();
        Connection waits = new Connection();
        Semaphore go = new Semaphore(0);
        blocked.work = go::acquireUninterruptibly;
        blocked.interest.want();
        waits.interest.want();
        exhausted = true;
        blocked.send();
        await().until(() -> waits.released.get() == 1);
        assertThat(blocked.released).hasValue(0);
        go.release();
        await().until(() -> blocked.released.get() == 1);
    }

    @Test
    void anInterruptThatAnEventLeavesBehindIsForgotten() throws Exception {
        Connection connection = new Connection();
        AtomicInteger interrupted = new AtomicInteger();
        connection.work = () -> {
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
            Thread.currentThread().interrupt();
        };
        connection.interest.want();
        for (int i = 1; i <= 5; i++) {
            int expected = i;
            connection.send();
            await().until(() -> connection.events.get() == expected && connection.inside.get() == 0);
        }
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void aConnectionThatIsClosedHasItsSocketClosed() throws Exception {
        Connection connection = new Connection();
        connection.interest.want();
        connection.send();
        await().until(() -> connection.events.get() == 1);
        connection.pipe.source().close();
        connection.interest.cancel();
        await().until(() -> {
            try {
                connection.send();
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    @Test
    void theContainerIsAskedWhenTheLoopsHaveEnded() throws Exception {
        Connection waits = new Connection();
        Connection asksLater = new Connection();
        waits.interest.want();
        loops.close();
        await().until(() -> waits.released.get() == 1);
        assertThat(asksLater.released).hasValue(0);
        asksLater.interest.want();
        assertThat(asksLater.released).hasValue(1);
        Pipe late = Pipe.open();
        late.source().configureBlocking(false);
        assertThat(loops.register(late.source(), () -> { }, () -> { })).isNull();
        late.source().close();
        late.sink().close();
    }
}
