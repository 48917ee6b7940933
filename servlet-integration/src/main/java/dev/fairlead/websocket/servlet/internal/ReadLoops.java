package dev.fairlead.websocket.servlet.internal;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that wait for bytes on behalf of a container whose own way is to hand each event to another thread: a few
 * {@link ReadLoop}s, among which connections are dealt out in turn. Thread-safe.
 */
public final class ReadLoops {
    private final List<ReadLoop> loops;
    private final ReadWatch watch;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Starts loops.
     *
     * @param executor has threads for them: one for each, and one more for each event that takes long
     * @param count    1 or more
     * @throws IOException if the system has no more selectors
     */
    public ReadLoops(Executor executor, int count) throws IOException {
        this.watch = new ReadWatch();
        List<ReadLoop> made = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                made.add(new ReadLoop(executor, watch));
            }
        } catch (IOException e) {
            made.forEach(ReadLoop::finish);
            throw e;
        }
        this.loops = List.copyOf(made);
        watch.start(loops);
        loops.forEach(ReadLoop::start);
    }

    /**
     * Takes a connection in; {@link ReadInterest#want} then asks for an event.
     *
     * @param channel  non-blocking
     * @param readable deals with an event: reads what there is, and asks again; never called by two threads at once as long
     *                 as it asks last
     * @param released asks the container instead, where the loop has ended
     * @return null if the loops have ended, or the channel is closed
     */
    public ReadInterest register(SelectableChannel channel, Runnable readable, Runnable released) {
        try {
            return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size())).register(channel, readable, released);
        } catch (IOException e) {
            return null;
        }
    }

    /** Ends the loops: the container looks after what is open from now on. */
    public void close() {
        loops.forEach(ReadLoop::end);
        watch.end();
    }
}
