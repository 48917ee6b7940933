package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.connection.WriteCallback;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One write on its way: tells an end that came before the writing method returned from one that came later. A container
 * calls its completion handler in both cases, a {@link WriteCallback} wants to hear of the second only. Thread-safe.
 */
public final class PendingWrite {
    private enum State { CALLING, RETURNED, ENDED }

    private final AtomicReference<State> state = new AtomicReference<>(State.CALLING);
    private final WriteCallback callback;
    private volatile IOException failure;

    /**
     * Creates a write that was not begun.
     *
     * @param callback told of an end that comes after {@link #returned}
     */
    public PendingWrite(WriteCallback callback) {
        this.callback = callback;
    }

    /** The write has ended well. The first end counts. */
    public void succeeded() {
        if (state.getAndSet(State.ENDED) == State.RETURNED) {
            callback.onWritten();
        }
    }

    /**
     * The write has failed. The first end counts.
     *
     * @param cause why
     */
    public void failed(Throwable cause) {
        IOException known = cause instanceof IOException io ? io : new IOException("the write failed", cause);
        if (state.compareAndSet(State.RETURNED, State.ENDED)) {
            callback.onWriteFailed(known);
            return;
        }
        failure = known;
        state.compareAndSet(State.CALLING, State.ENDED);
    }

    /**
     * The method that began the write is about to return.
     *
     * @return true if the write ended well before
     * @throws IOException if it failed before
     */
    public boolean returned() throws IOException {
        if (state.compareAndSet(State.CALLING, State.RETURNED)) {
            return false;
        }
        if (failure != null) {
            throw failure;
        }
        return true;
    }
}
