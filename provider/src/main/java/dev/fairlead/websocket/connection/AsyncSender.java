package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings.SlowConsumer;
import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** Sends that nobody waits for: each is told how it ended, and has a deadline of its own. Thread-safe. */
final class AsyncSender {
    private final Connection connection;
    private final SendLock lock;
    private final SendQueue queue;
    private final SendOrder order;
    private final SendRoom room;
    private final Writer writer;
    private final Collector collector;

    AsyncSender(Connection connection, SendLock lock, SendQueue queue, SendOrder order, SendRoom room, Writer writer,
            Collector collector) {
        this.connection = connection;
        this.lock = lock;
        this.queue = queue;
        this.order = order;
        this.room = room;
        this.writer = writer;
        this.collector = collector;
    }

    /** Sends a whole message without waiting for it. Tells the send how it ended, now or later. */
    void send(AsyncSend send, long timeoutMillis) {
        send(send, timeoutMillis, true);
    }

    /** The same for one of many receivers: doesn't wait for room, and waits in the queue for the caller's own message. */
    void offer(AsyncSend send, long timeoutMillis) {
        send(send, timeoutMillis, false);
    }

    private void send(AsyncSend send, long timeoutMillis, boolean alone) {
        if (timeoutMillis > 0) {
            send.timed = true;
            send.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        }
        ByteBuffer[] buffers;
        try {
            buffers = accept(send, timeoutMillis, alone);
        } catch (ProtocolException e) {
            refuse(send, connection.failures().encodingFailed(e));
            return;
        } catch (FullQueueException e) {
            connection.failures().queueIsFull(e.getMessage());
            refuse(send, e);
            return;
        } catch (IOException e) {
            refuse(send, e);
            return;
        }
        writer.write(buffers, false);
        queue.completeDue(false);
        if (send.timed && !send.hasLeft(writer.written())) {
            connection.timers().arm(send.deadline);
        }
    }

    private ByteBuffer[] accept(AsyncSend send, long timeoutMillis, boolean alone) throws IOException, ProtocolException {
        lock.lock();
        try {
            Deadline deadline = timeoutMillis > 0 ? Deadline.after(timeoutMillis) : connection.sendDeadline();
            room.await(send.message, deadline, alone ? connection.settings().slowConsumer() : SlowConsumer.FAIL);
            if (alone ? order.isTaken() : order.isTakenByAnybody()) {
                queue.addWaiting(send);
                return null;
            }
            order.encode(send.message, null);
            if (collector.isBatching()) {
                queue.settle(send, null);
                return collector.keepsBatch() ? null : writer.begin();
            }
            queue.addEncoded(send, writer.end());
            return collector.beginUnlessCorked();
        } finally {
            lock.unlock();
        }
    }

    private void refuse(AsyncSend send, IOException cause) {
        lock.lock();
        try {
            queue.settle(send, cause);
        } finally {
            lock.unlock();
        }
        queue.completeDue(false);
    }

    /** Takes a message back that isn't encoded yet. */
    boolean cancel(AsyncSend send) {
        lock.lock();
        try {
            boolean taken = queue.cancel(send);
            lock.changed();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the timers consider all deadlines of sends that haven't ended. */
    void considerDeadlines(Timers timers) {
        lock.lock();
        try {
            queue.considerDeadlines(timers);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fails what waits for too long and hasn't been begun.
     *
     * @return whether something that was begun has taken too long: the stream is cut then
     */
    boolean expire(long now) {
        boolean cut;
        lock.lock();
        try {
            cut = queue.expire(now);
        } finally {
            lock.unlock();
        }
        queue.completeDue(true);
        return cut;
    }
}
