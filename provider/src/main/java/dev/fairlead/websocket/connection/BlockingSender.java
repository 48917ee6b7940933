package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;

/** Sends whose callers wait, for their turn and until the message has left, at most the send timeout. Thread-safe. */
final class BlockingSender {
    /** Replies from this size on aren't collected: what is smaller the protocol copies, so nobody needs to wait. */
    private static final int LARGE_REPLY = 1 << 13;
    /** The end of nothing, which was written before anything was. */
    private static final long NOTHING = 0;

    private final Connection connection;
    private final SendLock lock;
    private final SendState state;
    private final SendOrder order;
    private final SendRoom room;
    private final Writer writer;
    private final Collector collector;

    BlockingSender(Connection connection, SendLock lock, SendState state, SendOrder order, SendRoom room, Writer writer,
            Collector collector) {
        this.connection = connection;
        this.lock = lock;
        this.state = state;
        this.order = order;
        this.room = room;
        this.writer = writer;
        this.collector = collector;
    }

    /**
     * Sends a message or a part of one; has left for the socket when the method returns, unless batching is on.
     *
     * @param stream the stream that the part belongs to, or null
     */
    void send(Message message, Object stream) throws IOException {
        Deadline deadline = connection.sendDeadline();
        long target = NOTHING;
        ByteBuffer[] buffers = null;
        try {
            lock.lock();
            try {
                order.awaitTurn(message, stream, deadline);
                order.encode(message, stream);
                if (!collector.keepsBatch()) {
                    target = writer.end();
                    buffers = writer.begin();
                }
            } finally {
                lock.unlock();
            }
        } catch (ProtocolException e) {
            throw connection.failures().encodingFailed(e);
        }
        writer.write(buffers, false);
        awaitWritten(target, deadline);
    }

    /**
     * Sends what a handler of messages returned. While the reading thread collects, small replies are collected; the
     * method returns when there is room in the queue.
     */
    void reply(Message message) throws IOException {
        if (!connection.isCorking() || message.size() >= LARGE_REPLY) {
            send(message, null);
            return;
        }
        Deadline deadline = connection.sendDeadline();
        ByteBuffer[] buffers;
        try {
            lock.lock();
            try {
                room.await(message, deadline, Settings.SlowConsumer.BLOCK);
                order.awaitTurn(message, null, deadline);
                order.encode(message, null);
                buffers = collector.beginUnlessCorked();
            } finally {
                lock.unlock();
            }
        } catch (ProtocolException e) {
            throw connection.failures().encodingFailed(e);
        }
        writer.write(buffers, false);
    }

    /** Writes all that was collected, and waits until it has left. */
    void flush() throws IOException {
        long target;
        lock.lock();
        try {
            target = writer.end();
        } finally {
            lock.unlock();
        }
        flushTo(target);
    }

    /** Writes what waits, and waits until everything up to an end in the output has left. */
    void flushTo(long end) throws IOException {
        writer.flush();
        awaitWritten(end, connection.sendDeadline());
    }

    /**
     * Waits until a message has left.
     *
     * @param end its end in the output
     * @throws SocketTimeoutException if that takes too long; the stream is cut then, and the connection aborted
     */
    private void awaitWritten(long end, Deadline deadline) throws IOException {
        if (writer.written() >= end) {
            return;
        }
        lock.lock();
        try {
            while (writer.written() < end) {
                state.requireUnbroken();
                if (!writer.writeUnlocked() && !lock.await(deadline)) {
                    break;
                }
            }
            if (writer.written() >= end) {
                return;
            }
        } finally {
            lock.unlock();
        }
        SocketTimeoutException timeout = new SocketTimeoutException("the peer of session " + connection.id()
                + " didn't take a message within the send timeout (fairlead.sendTimeout)");
        connection.failures().warnOnce("fairlead.sendTimeout", timeout.getMessage());
        connection.abort(timeout);
        throw timeout;
    }
}
