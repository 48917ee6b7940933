package dev.fairlead.websocket.servlet.generic;

import dev.fairlead.websocket.servlet.internal.PendingWrite;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes to a non-blocking servlet stream from any thread. A write has ended when the stream is ready again after the
 * flush: only then has everything left for the socket. Thread-safe.
 */
final class NonBlockingOutput implements WriteListener {
    private static final int CHUNK = 32 * 1024;

    private final ServletOutputStream out;
    private final StreamThread streams;
    private final Runnable onChange;
    private final ReentrantLock lock = new ReentrantLock();
    private ByteBuffer[] buffers;
    private int index;
    private PendingWrite pending;
    private boolean flushed;
    private volatile boolean waiting;
    private volatile boolean failed;
    private volatile boolean begun;

    /**
     * Creates an output that is not the stream's listener yet.
     *
     * @param begun whether the stream may be written to before its first callback
     */
    NonBlockingOutput(ServletOutputStream out, StreamThread streams, boolean begun, Runnable onChange) {
        this.out = out;
        this.streams = streams;
        this.begun = begun;
        this.onChange = onChange;
    }

    /** Whether a write goes on only when the container calls back. */
    boolean isWaiting() {
        return waiting;
    }

    /** Whether the stream may be written to. */
    boolean hasBegun() {
        return begun;
    }

    /** Begins a write; the one before has ended. */
    void write(ByteBuffer[] data, PendingWrite write) {
        lock.lock();
        try {
            buffers = data;
            index = 0;
            flushed = false;
            pending = write;
        } finally {
            lock.unlock();
        }
        streams.run(this::proceed);
    }

    @Override
    public void onWritePossible() {
        streams.called();
        begun = true;
        proceed();
    }

    private void proceed() {
        PendingWrite ended = null;
        IOException cause = null;
        lock.lock();
        try {
            waiting = !begun;
            if (begun && pending != null && writeAll()) {
                ended = pending;
                pending = null;
            }
        } catch (IOException | IllegalStateException e) {
            // Tomcat throws the latter when the socket was closed meanwhile
            cause = e instanceof IOException io ? io : new IOException("the stream was closed", e);
        } finally {
            lock.unlock();
        }
        if (cause != null) {
            fail(cause);
        }
        if (ended != null) {
            ended.succeeded();
        }
        onChange.run();
    }

    private boolean writeAll() throws IOException {
        if (failed) {
            throw new ClosedChannelException();
        }
        for (; index < buffers.length; index++) {
            while (buffers[index].hasRemaining()) {
                if (!ready()) {
                    return false;
                }
                writeChunk(buffers[index]);
            }
        }
        if (!flushed) {
            if (!ready()) {
                return false;
            }
            flushed = true;
            out.flush();
        }
        return ready();
    }

    private boolean ready() {
        boolean ready = out.isReady();
        waiting = !ready;
        return ready;
    }

    /** Writes whole arrays: Undertow's streams ignore the offset and the length of parts. */
    private void writeChunk(ByteBuffer buffer) throws IOException {
        byte[] chunk = new byte[Math.min(CHUNK, buffer.remaining())];
        buffer.get(chunk);
        out.write(chunk, 0, chunk.length);
    }

    /** Undertow calls this again and again when a write was under way, until it throws. */
    @Override
    public void onError(Throwable cause) {
        boolean again = failed;
        fail(cause);
        if (again && streams.isKnown()) {
            throw new IllegalStateException("the stream has failed before", cause);
        }
    }

    /** Ends the write that is under way, and refuses those that follow. */
    void fail(Throwable cause) {
        PendingWrite lost;
        lock.lock();
        try {
            failed = true;
            waiting = false;
            lost = pending;
            pending = null;
        } finally {
            lock.unlock();
        }
        if (lost != null) {
            lost.failed(cause);
        }
        onChange.run();
    }
}
