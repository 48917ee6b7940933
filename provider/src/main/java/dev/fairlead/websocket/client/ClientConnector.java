package dev.fairlead.websocket.client;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens client connections over a fixed small number of selector threads: one on a machine with up to two processors,
 * else two. They are daemon threads, start with the first connection and end some seconds after the last.
 * Thread-safe.
 *
 * <p>Who runs what: a connection is opened by the thread that calls {@link #connect}, TLS handshake included; only a
 * host name is looked up by a thread of its own, for the time of the lookup. The selector threads wait for sockets, write
 * what a socket didn't take at once, and call write callbacks. Listeners are called by the runtime's executor; where that
 * is the default one, by the selector threads, too: when one of them blocks, another thread takes its place.
 * An executor with one thread is enough, and it may be the one that calls {@code connect}. An executor that runs its
 * tasks on the calling thread makes the selector threads run the listeners: right for listeners that never block, and
 * for no others.
 */
public final class ClientConnector implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Workers workers;
    private final SelectorLoop[] loops;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Creates a connector.
     *
     * @param runtime its executor runs the listeners of the transports
     */
    public ClientConnector(ConnectionRuntime runtime) {
        this(new Workers(runtime.executor(), runtime.hasDefaultExecutor(), runtime.scheduler(), runtime.buffers()), GRACE);
    }

    ClientConnector(Workers workers, Duration grace) {
        this.workers = workers;
        this.loops = new SelectorLoop[Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new SelectorLoop("fairlead-client-selector-" + (i + 1), grace, workers.scheduler());
        }
    }

    /**
     * Connects, does TLS and the opening handshake, through a proxy, after redirects and challenges where they are in the
     * way; waits at most the open timeout for all of it. An interrupt ends the wait with an
     * {@link java.io.InterruptedIOException}, and the thread's interrupt status stays set.
     *
     * @param request  what is wanted
     * @param settings timeouts and limits
     * @return the connection, not started
     * @throws IOException        if there is no connection, TLS fails, or a timeout is over
     * @throws HandshakeException if the URI can't be connected to, or the server's answer isn't acceptable
     */
    public Upgraded connect(UpgradeRequest request, Settings settings) throws IOException, HandshakeException {
        try {
            SelectorLoop loop = loops[Math.floorMod(next.getAndIncrement(), loops.length)];
            return new UpgradeSequence(request, settings, workers, loop).run();
        } catch (HandshakeException refused) {
            HandshakeException named = new HandshakeException(refused.status(),
                    "no session with " + Target.show(request.uri()) + ": " + refused.getMessage(), refused.headers());
            named.initCause(refused);
            throw named;
        }
    }

    /** Drops all connections and ends the threads. */
    @Override
    public void close() {
        for (SelectorLoop loop : loops) {
            loop.close();
        }
    }
}
