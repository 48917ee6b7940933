package dev.fairlead.websocket.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that opens a connection and waits for its socket. The caller of {@code connectToServer} waits in any
 * case, so that connecting, TLS and the opening handshake run on its thread, as straight-line code.
 */
final class Opening implements ReadyHandler {
    private final Thread waiter = Thread.currentThread();
    private Target target;
    private volatile boolean ready;
    private volatile IOException dropped;

    /** An opening on the calling thread. */
    Opening(Target target) {
        this.target = target;
    }

    /** From now on another one is waited for, at the far end of a tunnel. */
    void waitsFor(Target server) {
        target = server;
    }

    /**
     * Waits until the socket is ready.
     *
     * @param socket    whose handler this is
     * @param operation what is waited for, one alone, so that nothing is armed afterwards
     * @param deadline  until when
     * @param what      completes "HOST didn't ... within"
     * @throws SocketTimeoutException if the time is over
     * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
     * @throws IOException            if the connector was closed
     */
    void await(ClientSocket socket, int operation, Deadline deadline, String what) throws IOException {
        ready = false;
        socket.arm(operation);
        while (!ready) {
            if (dropped != null) {
                throw new IOException("the connection to " + target + " was given up: " + dropped.getMessage(),
                        dropped);
            }
            if (waiter.isInterrupted()) {
                throw new InterruptedIOException("interrupted while connecting to " + target);
            }
            long left = deadline.left();
            if (left <= 0) {
                throw new SocketTimeoutException(target + " didn't " + what + " within " + deadline.total().toMillis()
                        + " ms (setting openTimeout)");
            }
            LockSupport.parkNanos(this, left);
        }
    }

    @Override
    public void onReady(int operations) {
        ready = true;
        LockSupport.unpark(waiter);
    }

    @Override
    public void onDropped(IOException cause) {
        dropped = cause;
        LockSupport.unpark(waiter);
    }
}
