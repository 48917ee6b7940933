package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * How a connection comes to its end: what is reported is decided once, by whatever comes first; the listener is told once,
 * as the last that runs in the turn; the stream is closed when the close handshake allows it; and then all buffers are
 * given back. Thread-safe.
 */
final class Ending {
    /** How long the receiving side may still tell how the connection ended when a write has failed. */
    private static final long BROKEN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long a peer that broke the rules must be quiet: closing earlier could destroy the close frame under way. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long another thread may wait for the listener, which may be waiting for that thread. */
    private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final AtomicReferenceFieldUpdater<Ending, Decision> DECISION =
            AtomicReferenceFieldUpdater.newUpdater(Ending.class, Decision.class, "decision");

    /**
     * How the connection has ended.
     *
     * @param cause a failure that the listener is told before, or null
     */
    private record Decision(CloseStatus status, Exception cause) {
    }

    private final Connection connection;
    private final Role role;
    private final Transport transport;
    private final ConnectionListener listener;
    private final Turn turn = new Turn(this::tellListener);
    /** Whose end frees the receiving side: the reading thread may be in it still when the listener has been told. */
    private final Turn receiving = new Turn(this::receivingReleased);

    private volatile Decision decision;
    private volatile boolean begun;
    private volatile boolean closeReceived;
    private volatile boolean closesWhenDrained;
    private volatile boolean streamClosed;
    /** There as soon as the listener is being told. */
    private volatile CountDownLatch telling;
    private volatile boolean listenerTold;
    private volatile boolean receivingReleased;

    Ending(Connection connection, Role role, Transport transport, ConnectionListener listener) {
        this.connection = connection;
        this.role = role;
        this.transport = transport;
        this.listener = listener;
    }

    /** Who may be in the endpoint. */
    Turn turn() {
        return turn;
    }

    /** Who may be in the protocol's receiving side. */
    Turn receiving() {
        return receiving;
    }

    boolean isDecided() {
        return decision != null;
    }

    boolean isStreamClosed() {
        return streamClosed;
    }

    /** Whether the listener has been told and the stream is closed: nothing is to be timed any more. */
    boolean isOver() {
        return listenerTold && streamClosed;
    }

    /** The application ends the connection: a close frame follows, and the listener is told. */
    void begin() {
        begun = true;
    }

    /** Whether the connection is known to end, and nobody has begun to tell the listener. */
    boolean isToBeTold() {
        return telling == null && (begun || closeReceived || isDecided());
    }

    /** Waits until the listener has been told, if a thread is about it; but not for long. */
    void awaitTold() {
        CountDownLatch told = telling;
        if (told == null || listenerTold) {
            return;
        }
        try {
            told.await(TELLING_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The receiving side answers a close frame, or reports a violation: it tells the end itself. */
    void closeFrameFollows() {
        closeReceived = true;
    }

    /**
     * Decides how the connection has ended, unless that is decided, and has the listener told: at once, or when the thread
     * that is in the turn leaves it.
     *
     * @param why a failure that the listener is told before, or null
     */
    void decide(CloseStatus how, Exception why) {
        DECISION.compareAndSet(this, null, new Decision(how, why));
        if (turn.end()) {
            connection.runtime().executeEndpoint(turn::runEnd);
        }
    }

    /**
     * Decides that the application has ended the connection, unless its end is decided, and tells the listener on this
     * thread, if no other is in the turn.
     *
     * @param why a failure that the listener is told before, or null
     */
    void decideHere(CloseStatus how, Exception why) {
        DECISION.compareAndSet(this, null, new Decision(how, why));
        if (turn.end()) {
            turn.runEnd();
        }
    }

    /**
     * The application ends a connection whose stream may be broken: then it doesn't wait for what the peer may have said.
     *
     * @param why what broke it, or null
     */
    void brokenHere(IOException why) {
        if (why != null && !closeReceived) {
            decideHere(abnormal(why), why);
        }
    }

    private static CloseStatus abnormal(IOException why) {
        return new CloseStatus(CloseCode.ABNORMAL_CLOSURE, ConnectionFailures.cut(why.getMessage()));
    }

    /** The last to run in the turn. */
    private void tellListener() {
        telling = new CountDownLatch(1);
        try {
            tellFailure();
        } finally {
            tellEnd();
        }
    }

    private void tellFailure() {
        if (decision.cause() != null) {
            listener.onFailed(decision.cause());
        }
    }

    private void tellEnd() {
        try {
            listener.onClosed(decision.status());
        } finally {
            listenerTold = true;
            telling.countDown();
            Sender sender = connection.sender();
            if (!closeReceived && sender.localClose() == null) {
                sender.fail(new IOException("session " + connection.id() + " is closed"));
            }
            release();
            if (streamClosed) {
                connection.timers().stop();
            }
        }
    }

    /** Gives the buffers back, once the listener was told and nothing more is read: now, or when the reader leaves. */
    void release() {
        if (listenerTold && (streamClosed || connection.isReceivingEnded()) && receiving.end()) {
            receiving.runEnd();
        }
    }

    private void receivingReleased() {
        receivingReleased = true;
        connection.sender().release();
    }

    /**
     * The receiving side has ended.
     *
     * @param how       the peer's close frame, a violation, or 1006 at the end of the stream
     * @param violation null after a close frame
     */
    void receivingEnded(CloseStatus how, Exception violation) {
        CloseStatus local = connection.sender().localClose();
        decide(local != null ? local : how, local != null ? null : violation);
        endStream(how, violation != null);
    }

    /**
     * The server ends the stream first (RFC 6455 section 7.1.1), as soon as its close frame is out; the client waits for
     * it. A peer that broke the rules may be sending still.
     */
    private void endStream(CloseStatus how, boolean violated) {
        closesWhenDrained = !violated && role == Role.SERVER;
        if (how.code() == CloseCode.ABNORMAL_CLOSURE || closesWhenDrained && connection.sender().isDrained()) {
            closeStream();
            return;
        }
        connection.timers().closeWithin(connection.settings().closeTimeout().toNanos());
        if (violated) {
            connection.timers().linger(LINGER_NANOS);
        }
    }

    /** Everything has been written after the close frame. */
    void drained() {
        if (closesWhenDrained) {
            closeStream();
        }
        if (receivingReleased) {
            connection.sender().release();
        }
    }

    /** The stream takes no more. If the peer has said why, the receiving side finds it; it has a moment for that. */
    void writeFailed() {
        if (listenerTold || closesWhenDrained) {
            closeStream();
            if (receivingReleased) {
                connection.sender().release();
            }
        } else if (!closeReceived) {
            connection.timers().closeWithin(BROKEN_NANOS);
        }
    }

    /** The stream broke while it was read; one that was closed here already may still be delivering what was written. */
    void streamBroke(IOException why) {
        if (streamClosed) {
            connection.sender().fail(why);
        } else {
            abort(why);
        }
    }

    /**
     * Drops the stream; sends that wait fail, and the connection ends with 1006, unless how it ends is known already.
     *
     * @param why what the sends are told
     */
    void abort(IOException why) {
        Sender sender = connection.sender();
        sender.fail(why);
        streamClosed = true;
        transport.abort();
        connection.runtime().streams().remove(connection);
        CloseStatus local = sender.localClose();
        if (local != null) {
            decide(local, null);
        } else {
            decide(abnormal(why), why);
        }
        release();
        if (listenerTold) {
            connection.timers().stop();
        }
    }

    void closeStream() {
        streamClosed = true;
        if (closesWhenDrained) {
            transport.closeBehindPeer();
        } else {
            transport.close();
        }
        connection.runtime().streams().remove(connection);
        release();
        if (listenerTold) {
            connection.timers().stop();
        }
    }
}
