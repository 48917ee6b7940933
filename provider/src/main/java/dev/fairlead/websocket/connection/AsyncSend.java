package dev.fairlead.websocket.connection;

/**
 * A whole message that is sent without waiting for it, and what is to happen when it has left. One object for one send.
 */
public abstract class AsyncSend {
    final Message message;
    /** The end of its bytes in the stream, once it is encoded. */
    long end;
    /** When it has taken too long, in {@link System#nanoTime()}; meaningless unless {@link #timed}. */
    long deadline;
    boolean timed;
    AsyncSend next;
    /** How it ended, between its end and the call of {@link #completed}. */
    Throwable failure;
    private final Thread sender = Thread.currentThread();

    /**
     * Creates a send; the calling thread counts as the sender.
     *
     * @param message a whole message
     */
    protected AsyncSend(Message message) {
        this.message = message;
    }

    /**
     * Called once: the message was written, or failed.
     *
     * @param failure null if the message was written
     */
    protected abstract void completed(Throwable failure);

    /**
     * Whether {@link #completed} calls the application. Then it is called without any lock, by the sender's own thread or
     * by an executor's, one at a time for a connection, and never by a thread of the transport. Otherwise it may be called
     * by any thread, under a lock, and must neither block nor call anybody.
     *
     * @return false if it only sets what somebody waits for
     */
    protected abstract boolean callsApplication();

    /** Whether its message is among what has left up to an end in the output. */
    boolean hasLeft(long upTo) {
        return end != 0 && end <= upTo;
    }

    boolean isLate(long now) {
        return timed && now - deadline >= 0;
    }

    boolean isSentByThisThread() {
        return sender == Thread.currentThread();
    }
}
