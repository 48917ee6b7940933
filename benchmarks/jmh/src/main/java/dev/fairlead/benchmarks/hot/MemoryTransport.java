package dev.fairlead.benchmarks.hot;

import dev.fairlead.websocket.connection.Transport;
import dev.fairlead.websocket.connection.TransportListener;
import dev.fairlead.websocket.connection.WriteCallback;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A byte stream without a socket: what is read is handed in through one buffer, as transports read, and what is written counts
 * only. Not thread-safe.
 */
final class MemoryTransport implements Transport {
    private final ByteBuffer buffer;
    private TransportListener listener;
    private boolean closed;
    private long writes;
    private long bytes;

    /**
     * Creates a stream.
     *
     * @param readSize the most bytes of one read
     */
    MemoryTransport(int readSize) {
        buffer = ByteBuffer.allocate(readSize);
    }

    /** Puts bytes behind those that wait to be read; full buffers are read at once. */
    void add(byte[] received) {
        int at = 0;
        while (at < received.length) {
            int length = Math.min(buffer.remaining(), received.length - at);
            buffer.put(received, at, length);
            at += length;
            if (!buffer.hasRemaining()) {
                read();
            }
        }
    }

    /** Reads what waits. */
    void read() {
        if (buffer.position() > 0) {
            buffer.flip();
            listener.onBytes(buffer);
            buffer.clear();
        }
    }

    /** How many writes there were. */
    long writes() {
        return writes;
    }

    /** How many bytes were written. */
    long bytes() {
        return bytes;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void start(TransportListener receiver) {
        listener = receiver;
    }

    @Override
    public boolean write(ByteBuffer[] buffers, WriteCallback callback) {
        writes++;
        for (ByteBuffer each : buffers) {
            bytes += each.remaining();
            each.position(each.limit());
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void abort() {
        closed = true;
    }

    @Override
    public SocketAddress localAddress() {
        return null;
    }

    @Override
    public SocketAddress remoteAddress() {
        return null;
    }
}
