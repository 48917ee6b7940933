package dev.fairlead.websocket.connection;

import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock of a connection's sending side, with one condition: something has changed that a sender may wait for. It is
 * made when somebody waits first.
 */
final class SendLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;

    private transient Condition changed;
    private transient int waiting;

    /**
     * Waits for a change, with the lock held.
     *
     * @return false if the deadline has passed
     * @throws InterruptedIOException if the thread is interrupted; its status is set again
     */
    boolean await(Deadline deadline) throws InterruptedIOException {
        if (changed == null) {
            changed = newCondition();
        }
        waiting++;
        try {
            if (!deadline.isSet()) {
                changed.await();
                return true;
            }
            return changed.awaitNanos(deadline.remaining()) > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException(
                    "interrupted while a message waited to be sent").initCause(e);
        } finally {
            waiting--;
        }
    }

    /** Wakes all that wait, with the lock held. */
    void changed() {
        if (waiting > 0) {
            changed.signalAll();
        }
    }
}
