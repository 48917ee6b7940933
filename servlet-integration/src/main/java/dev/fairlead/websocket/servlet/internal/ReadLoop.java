package dev.fairlead.websocket.servlet.internal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Waits for the bytes of many connections. One thread leads: it selects, and deals with what is readable itself, one
 * connection after the other, which may run an endpoint's code. That needs no hand-over between threads, and is safe even if
 * an endpoint blocks: {@link ReadWatch} sees a leader that doesn't come back and lets another thread lead, and a connection
 * whose events take long has another thread lead from the start.
 *
 * <p>A term counts up: even while the leader selects, odd while it is in an event. Who moves an odd term on leads. Thread-safe.
 */
final class ReadLoop {
    private static final Logger LOG = System.getLogger(ReadLoop.class.getName());

    private final Selector selector;
    private final Executor executor;
    private final ReadWatch watch;
    private final AtomicLong term = new AtomicLong();
    private final AtomicBoolean selecting = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private boolean ended;
    private volatile boolean ending;

    // the leader's
    private final ArrayDeque<ReadInterest> ready = new ArrayDeque<>();
    private ReadInterest current;
    private final Consumer<SelectionKey> gather = key -> ready.add((ReadInterest) key.attachment());

    ReadLoop(Executor executor, ReadWatch watch) throws IOException {
        this.selector = Selector.open();
        this.executor = executor;
        this.watch = watch;
    }

    void start() {
        lead(0, null);
    }

    /**
     * Takes a connection in, which nothing is wanted of yet.
     *
     * @return null if the loop has ended
     */
    ReadInterest register(SelectableChannel channel, Runnable readable, Runnable released) throws IOException {
        ReadInterest interest = new ReadInterest(this, readable, released);
        lock.lock();
        try {
            if (ended) {
                return null;
            }
            interest.bind(channel.register(selector, 0, interest));
            return interest;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the selector notice what has changed. */
    void wake() {
        if (selecting.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Ends the loop: the container looks after its connections from now on. */
    void end() {
        ending = true;
        wake();
    }

    /** The term, for the watch: odd while the leader is in an event. */
    long term() {
        return term.get();
    }

    /** Lets another thread lead if the leader is in the same event still. */
    void takeOver(long seen) {
        ReadInterest stuck = current;
        if (term.compareAndSet(seen, seen + 1)) {
            lead(seen + 1, stuck);
        }
    }

    private void lead(long from, ReadInterest left) {
        try {
            execute(() -> new Leader(from).run(left));
        } catch (OutOfMemoryError e) {
            LOG.log(Level.ERROR, "no thread for Fairlead's read loop; the container tells of bytes from now on", e);
            finish();
        }
    }

    private void execute(Runnable leader) {
        try {
            executor.execute(leader);
        } catch (RejectedExecutionException e) {
            // the server stops: what is open must come to its end even so
            Thread thread = new Thread(leader, "fairlead-read");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Hands all connections to the container, for good; nobody leads. */
    void finish() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        for (SelectionKey key : selector.keys()) {
            ((ReadInterest) key.attachment()).release();
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the selector doesn't close", e);
        }
    }

    /** A thread that leads for a while. */
    private final class Leader {
        private long mine;

        Leader(long mine) {
            this.mine = mine;
        }

        /** Leads, after an event that the leader before was left in. */
        void run(ReadInterest left) {
            if (left != null) {
                left.settle();
            }
            try {
                while (true) {
                    ReadInterest next = next();
                    if (next == null) {
                        finish();
                        return;
                    }
                    if (!next.begin()) {
                        next.settle();
                    } else if (!event(next)) {
                        return;
                    }
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.ERROR, "Fairlead's read loop has failed; the container tells of bytes from now on", e);
                finish();
            }
        }

        /** The next connection that has something, waiting for one if need be; null if the loop is to end. */
        private ReadInterest next() throws IOException {
            while (ready.isEmpty()) {
                if (ending) {
                    return null;
                }
                selecting.set(true);
                if (ending) {
                    return null;
                }
                selector.select(gather);
                selecting.set(false);
                if (ready.isEmpty() && Thread.interrupted()) {
                    // the executor is shut down: the container stops, or is given another one
                    ending = true;
                }
            }
            return ready.poll();
        }

        /** Deals with an event; returns whether this thread still leads. */
        private boolean event(ReadInterest interest) {
            if (interest.isHeavy()) {
                term.set(mine + 2);
                lead(mine + 2, interest);
                call(interest);
                return false;
            }
            current = interest;
            term.set(mine + 1);
            watch.wake();
            call(interest);
            if (!term.compareAndSet(mine + 1, mine + 2)) {
                return false;
            }
            mine += 2;
            interest.settle();
            return true;
        }

        private void call(ReadInterest interest) {
            long start = System.nanoTime();
            try {
                interest.run();
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "a connection's event has failed", e);
            }
            interest.took(System.nanoTime() - start);
            // an interrupt that is left behind would let the selector wait for nothing any more
            Thread.interrupted();
        }
    }
}
