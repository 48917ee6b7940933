package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.servlet.internal.ApplicationScope;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads from Tomcat, whose streams differ from the specification in ways that shape this class. Tomcat calls back for as
 * long as bytes are left, tens of thousands of times a second, and the same at the end of the stream until both streams
 * are closed. It touches the socket itself before each callback, so that nobody may read outside of one. And it holds a
 * lock meanwhile that the write callback needs.
 *
 * <p>So a callback hands what it reads to the endpoint's thread and waits there until it has been consumed: the peer is
 * stopped at no cost. When a write waits for its callback meanwhile, this one returns after a moment, a longer one each
 * time that the write doesn't get on.
 */
final class TomcatInput implements ReadListener {
    /** More than Tomcat ever holds: a TLS record, or {@code socket.appReadBufSize}, which is 8 KB. */
    private static final int READ_SIZE = 32 * 1024;

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final ServletInputStream in;
    private final ApplicationScope scope;
    private final Deliveries deliveries;
    private final NonBlockingOutput output;
    private final GenericTransport transport;

    /** A callback returned and left bytes in Tomcat's buffer, of which Tomcat doesn't speak again. */
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile boolean called;

    // the container's thread only
    private boolean ended;
    private long endsAt;

    TomcatInput(ServletInputStream in,
                ApplicationScope scope,
                Deliveries deliveries,
                NonBlockingOutput output,
                GenericTransport transport) {
        this.in = in;
        this.scope = scope;
        this.deliveries = deliveries;
        this.output = output;
        this.transport = transport;
    }

    /** Whether a thread of the container is in a callback: it ends a closed stream when it returns. */
    boolean isCalled() {
        return called;
    }

    @Override
    public void onDataAvailable() throws IOException {
        called = true;
        try {
            readAll();
        } finally {
            leave();
        }
    }

    private void readAll() throws IOException {
        byte[] array = scope.buffers().acquire(READ_SIZE);
        try {
            while (mayRead() && in.isReady()) {
                int n = in.read(array, 0, READ_SIZE);
                if (n < 0) {
                    end(null);
                    return;
                }
                if (n > 0 && !transport.isClosed()) {
                    byte[] copy = Arrays.copyOf(array, n);
                    deliveries.run(() -> transport.deliver(ByteBuffer.wrap(copy)));
                }
            }
        } finally {
            scope.buffers().release(array);
        }
    }

    /** Waits until the endpoint has consumed what was read; false if the container has something else to do. */
    private boolean mayRead() {
        left.set(true);
        if (!deliveries.await(this::isWanted, output::isWaiting)) {
            return false;
        }
        left.set(false);
        return !transport.isOver();
    }

    private boolean isWanted() {
        return transport.isClosed() || deliveries.isIdle() && transport.wantsMore();
    }

    /**
     * The endpoint has become idle, and may be owed what a callback left because of it. If a callback is going on instead,
     * it comes here when it leaves: each of the two shows itself before it looks for the other.
     */
    void resume() {
        if (transport.wantsMore() && !called && left.getAndSet(false)) {
            transport.readAgain();
        }
    }

    @Override
    public void onAllDataRead() {
        called = true;
        try {
            end(null);
        } finally {
            leave();
        }
    }

    @Override
    public void onError(Throwable cause) {
        called = true;
        try {
            end(cause);
        } finally {
            leave();
        }
    }

    /** The peer has ended. Called again and again until the stream is closed, so this is the place to wait. */
    private void end(Throwable cause) {
        if (!ended) {
            ended = true;
            endsAt = System.nanoTime() + LINGER.toNanos();
            // Tomcat reports a mere end as an error, too, before it says that all was read
            deliveries.run(cause == null || cause instanceof EOFException
                    ? transport::deliverEof : () -> transport.deliverFailure(cause));
        }
        boolean told = deliveries.await(() -> deliveries.isIdle() && !output.isWaiting() || transport.isOver(),
                output::isWaiting);
        if (told || System.nanoTime() - endsAt > 0) {
            transport.abort();
        }
    }

    private void leave() {
        called = false;
        if (deliveries.isIdle()) {
            resume();
        }
        transport.finishClose();
    }
}
