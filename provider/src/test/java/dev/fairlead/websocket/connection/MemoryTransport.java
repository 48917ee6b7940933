package dev.fairlead.websocket.connection;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A stream in memory: what is written is kept, write by write; what is received is fed by the test, on its thread. */
public final class MemoryTransport implements Transport {
    private static final ExecutorService CALLBACKS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "transport-callback");
        thread.setDaemon(true);
        return thread;
    });

    /** How writes go. */
    public enum Mode {
        /** Written when the method returns. */
        AT_ONCE,
        /** Another thread calls back soon. */
        LATER,
        /** Called back by the writing thread, before the method returns. */
        CALLED_BACK_INSIDE,
        /** Nothing is taken before {@link #resume}. */
        STALLED,
        /** The write method throws. */
        THROWING,
        /** The callback is told of a failure. */
        FAILING_LATER
    }

    private final List<byte[]> writes = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.AT_ONCE;
    private volatile TransportListener listener;
    private volatile boolean closed;
    private volatile boolean aborted;
    private volatile Runnable beforeWrite = () -> { };
    private WriteCallback stalled;
    private volatile byte[] stalledBytes;
    private volatile boolean writing;
    private volatile boolean overlapped;

    public MemoryTransport mode(Mode value) {
        mode = value;
        return this;
    }

    /** Runs inside of each write. */
    public void beforeWrite(Runnable task) {
        beforeWrite = task;
    }

    @Override
    public void start(TransportListener value) {
        listener = value;
    }

    public boolean isStarted() {
        return listener != null;
    }

    /** Hands bytes to the listener on this thread. */
    public boolean feed(byte[] bytes) {
        return listener.onBytes(ByteBuffer.wrap(bytes.clone()));
    }

    public void eof() {
        listener.onEof();
    }

    public void fail(IOException cause) {
        listener.onFailure(cause);
    }

    @Override
    public boolean write(ByteBuffer[] buffers, WriteCallback callback) throws IOException {
        if (writing) {
            overlapped = true;
        }
        writing = true;
        beforeWrite.run();
        if (closed || aborted) {
            writing = false;
            throw new IOException("the stream is closed");
        }
        byte[] bytes = bytes(buffers);
        switch (mode) {
            case AT_ONCE -> {
                writes.add(bytes);
                writing = false;
                return true;
            }
            case LATER -> {
                CALLBACKS.execute(() -> {
                    writes.add(bytes);
                    writing = false;
                    callback.onWritten();
                });
                return false;
            }
            case CALLED_BACK_INSIDE -> {
                writes.add(bytes);
                writing = false;
                callback.onWritten();
                return false;
            }
            case STALLED -> {
                synchronized (this) {
                    stalled = callback;
                    stalledBytes = bytes;
                }
                return false;
            }
            case THROWING -> {
                writing = false;
                throw new IOException("broken pipe");
            }
            default -> {
                writing = false;
                CALLBACKS.execute(() -> callback.onWriteFailed(new IOException("connection reset")));
                return false;
            }
        }
    }

    private static byte[] bytes(ByteBuffer[] buffers) {
        int size = 0;
        for (ByteBuffer buffer : buffers) {
            size += buffer.remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (ByteBuffer buffer : buffers) {
            all.put(buffer);
        }
        return all.array();
    }

    public boolean isStalled() {
        return stalledBytes != null;
    }

    /** Takes what a stalled write holds; later writes go as the mode says. */
    public void resume(Mode next) {
        WriteCallback callback;
        synchronized (this) {
            mode = next;
            callback = stalled;
            stalled = null;
            if (callback == null) {
                return;
            }
            writes.add(stalledBytes);
            stalledBytes = null;
            writing = false;
        }
        callback.onWritten();
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        aborted = true;
        WriteCallback callback;
        synchronized (this) {
            callback = stalled;
            stalled = null;
            stalledBytes = null;
        }
        if (callback != null) {
            writing = false;
            CALLBACKS.execute(() -> callback.onWriteFailed(new IOException("aborted")));
        }
    }

    @Override
    public SocketAddress localAddress() {
        return null;
    }

    @Override
    public SocketAddress remoteAddress() {
        return null;
    }

    /** Each write as it was made. */
    public List<byte[]> writes() {
        return writes;
    }

    public boolean isClosed() {
        return closed;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** Whether two writes were ever under way at once. */
    public boolean hasOverlapped() {
        return overlapped;
    }
}
