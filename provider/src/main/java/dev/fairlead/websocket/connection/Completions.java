package dev.fairlead.websocket.connection;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the application how its sends ended: in order, one at a time for a connection. A send that ends while another is
 * being told is told by whoever is at it, so that a callback that sends again makes no stack grow. Thread-safe.
 */
final class Completions {
    private final ConnectionRuntime runtime;
    private final ReentrantLock lock = new ReentrantLock();
    private final SendList due = new SendList();
    private boolean running;

    Completions(ConnectionRuntime runtime) {
        this.runtime = runtime;
    }

    /** Adds a send that has ended; calls nobody. */
    void add(AsyncSend send) {
        lock.lock();
        try {
            due.add(send);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Tells those that have been added, unless somebody is at it.
     *
     * @param elsewhere true on a thread of the transport or of the timers, where the application is never called
     */
    void run(boolean elsewhere) {
        lock.lock();
        try {
            if (due.isEmpty() || running) {
                return;
            }
            running = true;
        } finally {
            lock.unlock();
        }
        if (elsewhere || !tellWhile(true)) {
            runtime.executeEndpoint(() -> tellWhile(false));
        }
    }

    /**
     * Tells sends.
     *
     * @param own whether only sends of this thread are told here
     * @return true if none is left
     */
    private boolean tellWhile(boolean own) {
        boolean thrown = true;
        try {
            while (true) {
                AsyncSend send;
                lock.lock();
                try {
                    send = due.first();
                    if (send == null) {
                        running = false;
                        thrown = false;
                        return true;
                    }
                    if (own && !send.isSentByThisThread()) {
                        thrown = false;
                        return false;
                    }
                    due.poll();
                } finally {
                    lock.unlock();
                }
                send.completed(send.failure);
            }
        } finally {
            if (thrown) {
                stop();
            }
        }
    }

    /** A callback threw an error: the next run goes on behind it. */
    private void stop() {
        lock.lock();
        try {
            running = false;
        } finally {
            lock.unlock();
        }
    }
}
