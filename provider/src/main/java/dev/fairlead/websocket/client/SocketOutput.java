package dev.fairlead.websocket.client;

import dev.fairlead.websocket.connection.WriteCallback;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The writing side of a {@link ClientTransport}: on the calling thread as far as the socket takes it, the rest on the
 * selector's. The executor has no part in it, so that a listener which occupies the executor's only thread may wait
 * for its own write. Thread-safe.
 */
final class SocketOutput {
    private static final ByteBuffer[] NOTHING = {};

    private final ClientSocket socket;
    private final SocketStream stream;
    private final Runnable onEnd;

    private final ReentrantLock lock = new ReentrantLock();
    // All below are guarded by the lock.
    private ByteBuffer[] pending = NOTHING;
    /** Null while no write is under way. */
    private WriteCallback callback;
    private boolean ending;
    private boolean ended;
    /** Null while the stream is whole. */
    private IOException failure;
    private boolean progressed;

    /**
     * Creates the side.
     *
     * @param onEnd run once, without the lock, when nothing will be written any more
     */
    SocketOutput(ClientSocket socket, SocketStream stream, Runnable onEnd) {
        this.socket = socket;
        this.stream = stream;
        this.onEnd = onEnd;
    }

    /** As {@link dev.fairlead.websocket.connection.Transport#write}. */
    boolean write(ByteBuffer[] buffers, WriteCallback whenDone) throws IOException {
        lock.lock();
        try {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            if (ending) {
                throw new IOException("the connection was closed by this side");
            }
            if (callback != null) {
                throw new IllegalStateException("a write is under way");
            }
            if (stream.write(buffers)) {
                return true;
            }
            pending = buffers;
            callback = whenDone;
            socket.arm(SelectionKey.OP_WRITE);
        } finally {
            lock.unlock();
        }
        socket.loop().mayWait();
        return false;
    }

    /** Reading has left something to be written. */
    void flush() {
        if (stream.hasOutput()) {
            socket.arm(SelectionKey.OP_WRITE);
        }
    }

    /** Goes on; on the selector's thread. */
    void onWritable() {
        WriteCallback written = null;
        IOException broken = null;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            progressed = true;
            if (!stream.write(pending)) {
                socket.arm(SelectionKey.OP_WRITE);
                return;
            }
            written = callback;
            pending = NOTHING;
            callback = null;
            if (ending) {
                tryEnd();
            }
        } catch (IOException cause) {
            broken = cause;
        } finally {
            lock.unlock();
        }
        if (broken != null) {
            fail(broken);
            return;
        }
        if (written != null) {
            written.onWritten();
        }
        notifyEnd();
    }

    /** Ends the stream behind what is being written. */
    void end() {
        lock.lock();
        try {
            if (ending) {
                return;
            }
            ending = true;
            if (callback == null) {
                tryEnd();
            }
        } finally {
            lock.unlock();
        }
        notifyEnd();
    }

    private void tryEnd() {
        try {
            if (stream.end()) {
                ended = true;
            } else {
                socket.arm(SelectionKey.OP_WRITE);
            }
        } catch (IOException broken) {
            failure = broken;
            ended = true;
        }
    }

    /** Gives up: a write that is under way fails. */
    void fail(IOException cause) {
        WriteCallback failed;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            failure = cause;
            ending = true;
            ended = true;
            failed = callback;
            pending = NOTHING;
            callback = null;
        } finally {
            lock.unlock();
        }
        if (failed != null) {
            failed.onWriteFailed(cause);
        }
        notifyEnd();
    }

    private void notifyEnd() {
        if (isEnded()) {
            stream.releaseOutput();
            onEnd.run();
        }
    }

    /** Whether nothing will be written any more. */
    boolean isEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the socket has taken anything since this was asked the last time. */
    boolean hasProgressed() {
        lock.lock();
        try {
            boolean answer = progressed;
            progressed = false;
            return answer;
        } finally {
            lock.unlock();
        }
    }
}
