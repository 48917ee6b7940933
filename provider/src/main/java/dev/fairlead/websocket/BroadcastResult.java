package dev.fairlead.websocket;

import jakarta.websocket.Session;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How a {@link Broadcast} goes: the numbers change until each session's message has left for its socket or failed, and
 * add up to the number of sessions at any time nothing changes. Thread-safe. Who doesn't want to know can drop it.
 */
public final class BroadcastResult {
    /**
     * What went wrong for one session.
     *
     * @param session which one
     * @param cause   why: a full queue, a broken connection, an extension that failed
     */
    public record Failure(Session session, Throwable cause) {
    }

    /** One for each session, and one for the call that goes through them. */
    private final AtomicInteger underway = new AtomicInteger(1);
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger passedOver = new AtomicInteger();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicReference<CompletableFuture<BroadcastResult>> completion = new AtomicReference<>();

    BroadcastResult() {
    }

    /**
     * For how many sessions the message has left.
     *
     * @return so far
     */
    public int sent() {
        return sent.get();
    }

    /**
     * For how many sessions the message waits in a queue or is being written.
     *
     * @return right now
     */
    public int pending() {
        return underway.get();
    }

    /**
     * How many sessions were passed over, as they were closed.
     *
     * @return for good
     */
    public int closed() {
        return passedOver.get();
    }

    /**
     * For whom the message failed, and why.
     *
     * @return so far, in the order in which they failed
     */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /**
     * Whether nothing is pending.
     *
     * @return true if the numbers are final
     */
    public boolean isDone() {
        return underway.get() == 0;
    }

    /**
     * Completes when nothing is pending. What depends on it runs on a thread of its own, or in this one if it is
     * complete.
     *
     * @return never completes with an exception
     */
    public CompletableFuture<BroadcastResult> completion() {
        completion.compareAndSet(null, new CompletableFuture<>());
        CompletableFuture<BroadcastResult> future = completion.get();
        if (isDone()) {
            future.complete(this);
        }
        return future.copy();
    }

    /** Begins with one more session. */
    Receipt receipt(Session session) {
        underway.incrementAndGet();
        return new Receipt(session);
    }

    /** All sessions have been gone through. */
    void allOffered() {
        Runnable told = oneLess();
        if (told != null) {
            told.run();
        }
    }

    private Runnable oneLess() {
        return underway.decrementAndGet() == 0 && completion.get() != null ? () -> completion.get().complete(this) : null;
    }

    /** One session's part. */
    final class Receipt implements BroadcastReceiver.Outcome {
        private final Session session;
        private final AtomicBoolean ended = new AtomicBoolean();

        Receipt(Session session) {
            this.session = session;
        }

        @Override
        public Runnable ended(Throwable failure) {
            if (ended.getAndSet(true)) {
                // a transport that broke has told it, and thrown; a handler of somebody else's is called once too often
                return null;
            }
            if (failure == null) {
                sent.incrementAndGet();
            } else {
                failures.add(new Failure(session, failure));
            }
            return oneLess();
        }

        /** The same, told by a thread that may call the application. */
        void endedElsewhere(Throwable failure) {
            Runnable told = ended(failure);
            if (told != null) {
                told.run();
            }
        }

        /** The session is closed. */
        void passedOver() {
            passedOver.incrementAndGet();
            oneLess();
        }
    }

    /** The numbers. */
    @Override
    public String toString() {
        return "sent " + sent() + ", pending " + pending() + ", closed " + closed() + ", failed " + failures.size();
    }
}
