package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Output;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * The sending side of a connection: accepts messages of any thread, encodes them in the order in which they are accepted,
 * and queues what has to wait for the end of another message. One lock guards the protocol's sending side and the queue;
 * neither the application nor the transport is called under it. Thread-safe.
 */
final class Sender {
    /** Bytes that a cork or a batch collects before they are written. */
    private static final int COLLECTED_BYTES = 1 << 16;
    /** Replies from this size on aren't collected: what is smaller the protocol copies, so nobody needs to wait. */
    private static final int LARGE_REPLY = 1 << 13;
    /** The end of nothing, which was written before anything was. */
    private static final long NOTHING = 0;

    private final Connection connection;
    private final Protocol protocol;
    private final Output output;
    private final SendLock lock = new SendLock();
    private final Writer writer;
    private final Cork cork;

    private final OpenMessage open = new OpenMessage();
    private final SendQueue queue;

    private boolean batching;
    private volatile boolean closed;
    private volatile CloseStatus localClose;
    private boolean released;
    private IOException failure;

    Sender(Connection connection, Transport transport, Protocol protocol) {
        this.connection = connection;
        this.protocol = protocol;
        this.output = protocol.output();
        this.queue = new SendQueue(connection.runtime());
        this.writer = new Writer(connection, this, lock, transport, output);
        this.cork = new Cork(connection.runtime().corks(), this::flush);
    }

    // ---- blocking sends

    /**
     * Sends a message or a part of one; has left for the socket when the method returns, unless batching is on.
     *
     * @param stream the stream that the part belongs to, or null
     */
    void send(Message message, Object stream) throws IOException {
        Deadline deadline = connection.sendDeadline();
        long target = NOTHING;
        ByteBuffer[] buffers = null;
        ProtocolException broken = null;
        lock.lock();
        try {
            awaitTurn(message, stream, deadline);
            encode(message, stream);
            if (!batching || output.size() >= COLLECTED_BYTES) {
                target = output.appended();
                buffers = writer.begin();
            }
        } catch (ProtocolException e) {
            broken = e;
        } finally {
            lock.unlock();
        }
        if (broken != null) {
            throw connection.encodingFailed(broken);
        }
        writer.write(buffers, false);
        writer.awaitWritten(target, deadline);
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
        ByteBuffer[] buffers = null;
        ProtocolException broken = null;
        lock.lock();
        try {
            awaitRoom(message, deadline, Settings.SlowConsumer.BLOCK);
            awaitTurn(message, null, deadline);
            encode(message, null);
            buffers = beginUnlessCorked();
        } catch (ProtocolException e) {
            broken = e;
        } finally {
            lock.unlock();
        }
        if (broken != null) {
            throw connection.encodingFailed(broken);
        }
        writer.write(buffers, false);
    }

    /** Sends a ping or a pong of the application. */
    void sendControl(Opcode opcode, ByteBuffer data) throws IOException {
        long target = appendControl(opcode, data);
        flush();
        writer.awaitWritten(target, connection.sendDeadline());
    }

    /** Sends a ping without waiting, if anything can be sent. */
    void keepalive(ByteBuffer data) {
        try {
            appendControl(Opcode.PING, data);
        } catch (IOException e) {
            // the connection ends already: whoever ends it tells
            return;
        }
        flush();
    }

    private long appendControl(Opcode opcode, ByteBuffer data) throws IOException {
        ProtocolException broken;
        lock.lock();
        try {
            requireOpen();
            if (opcode == Opcode.PING) {
                protocol.sendPing(data);
            } else {
                protocol.sendPong(data);
            }
            return output.appended();
        } catch (ProtocolException e) {
            broken = e;
        } finally {
            lock.unlock();
        }
        throw connection.encodingFailed(broken);
    }

    // ---- asynchronous sends

    /** Sends a whole message without waiting for it. Tells the send how it ended, now or later. */
    void send(AsyncSend send, long timeoutMillis) {
        if (timeoutMillis > 0) {
            send.timed = true;
            send.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        }
        ByteBuffer[] buffers;
        try {
            buffers = accept(send, timeoutMillis);
        } catch (ProtocolException e) {
            refuse(send, connection.encodingFailed(e));
            return;
        } catch (FullQueueException e) {
            connection.queueIsFull(e.getMessage());
            refuse(send, e);
            return;
        } catch (IOException e) {
            refuse(send, e);
            return;
        }
        writer.write(buffers, false);
        completeDue(false);
        if (send.timed && !send.hasLeft(writer.written())) {
            connection.timers().arm(send.deadline);
        }
    }

    private ByteBuffer[] accept(AsyncSend send, long timeoutMillis) throws IOException, ProtocolException {
        lock.lock();
        try {
            Deadline deadline = timeoutMillis > 0 ? Deadline.after(timeoutMillis) : connection.sendDeadline();
            awaitRoom(send.message, deadline, connection.settings().slowConsumer());
            requireOpen();
            if (open.exists()) {
                requireNotMine();
                queue.addWaiting(send);
                return null;
            }
            encode(send.message, null);
            if (batching) {
                queue.settle(send, null);
                return output.size() < COLLECTED_BYTES ? null : writer.begin();
            }
            queue.addEncoded(send, output.appended());
            return beginUnlessCorked();
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
        completeDue(false);
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

    // ---- batching

    boolean isBatching() {
        lock.lock();
        try {
            return batching;
        } finally {
            lock.unlock();
        }
    }

    void setBatching(boolean allowed) throws IOException {
        lock.lock();
        try {
            batching = allowed;
        } finally {
            lock.unlock();
        }
        if (!allowed) {
            flushAndWait();
        }
    }

    /** Writes all that was collected, and waits until it has left. */
    void flushAndWait() throws IOException {
        long target;
        lock.lock();
        try {
            target = output.appended();
        } finally {
            lock.unlock();
        }
        flush();
        writer.awaitWritten(target, connection.sendDeadline());
    }

    /** Writes what waits, unless a write is under way, which will go on with it. */
    void flush() {
        ByteBuffer[] buffers;
        lock.lock();
        try {
            buffers = writer.begin();
        } finally {
            lock.unlock();
        }
        writer.write(buffers, false);
    }

    /** Ends the collecting of a read. */
    void uncork() {
        if (cork.isHolding()) {
            flush();
        }
    }

    /** With the lock held. */
    private ByteBuffer[] beginUnlessCorked() {
        if (!connection.isCorking() || output.size() >= COLLECTED_BYTES) {
            return writer.begin();
        }
        if (writer.isIdle()) {
            cork.hold();
        }
        return null;
    }

    // ---- the close handshake and the end

    /** Sends what the receiving side demands; a pong may be collected with other replies. */
    void reply(Reply reply) {
        ByteBuffer[] buffers = null;
        ProtocolException broken = null;
        lock.lock();
        try {
            if (isBroken()) {
                return;
            }
            protocol.send(reply);
            if (reply.opcode() == Opcode.CLOSE) {
                shut();
                buffers = writer.begin();
            } else {
                buffers = beginUnlessCorked();
            }
        } catch (ProtocolException e) {
            broken = e;
        } finally {
            lock.unlock();
        }
        if (broken != null) {
            connection.encodingFailed(broken);
            return;
        }
        writer.write(buffers, false);
        completeDue(false);
    }

    /**
     * Sends a close frame behind all that was accepted before. Messages that wait for the end of another one fail.
     *
     * @param wire     the code, which may be 1005 for none, and the reason of the frame
     * @param reported how the connection ended, seen from this end
     * @return whether the frame was appended now
     */
    boolean close(CloseStatus wire, CloseStatus reported) {
        boolean first;
        ByteBuffer[] buffers;
        lock.lock();
        try {
            if (isBroken()) {
                return false;
            }
            first = protocol.sendClose(wire.code(), wire.reason());
            if (first) {
                localClose = reported;
            }
            shut();
            buffers = writer.begin();
        } finally {
            lock.unlock();
        }
        writer.write(buffers, false);
        completeDue(false);
        return first;
    }

    /** How the connection ends, where this end has begun the close handshake; else null. */
    CloseStatus localClose() {
        return localClose;
    }

    /** Why nothing can be written any more; null while the stream isn't known to be broken. */
    IOException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Whether no message is accepted any more. */
    boolean isClosed() {
        return closed;
    }

    /** Whether all that was ever appended has been written, as far as it could be. */
    boolean isDrained() {
        lock.lock();
        try {
            return writer.isIdle() && (output.size() == 0 || failure != null);
        } finally {
            lock.unlock();
        }
    }

    /** All sends fail from now on, those that wait among them. */
    void fail(IOException cause) {
        lock.lock();
        try {
            markFailed(cause);
        } finally {
            lock.unlock();
        }
        completeDue(true);
    }

    /** The same with the lock held; {@link #completeDue} follows without it. */
    void markFailed(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
        shut();
        // what was collected never leaves: nobody needs to look after it
        cork.released();
        queue.failEncoded(failure);
    }

    /** Nothing is accepted any more; what is encoded leaves still. With the lock held. */
    private void shut() {
        closed = true;
        open.end();
        queue.failWaiting(closedException());
        lock.changed();
    }

    /** Nothing is received and nothing is accepted any more: gives all buffers back, as soon as no write is under way. */
    void release() {
        lock.lock();
        try {
            shut();
            if (released || !writer.isIdle() || output.size() > 0 && failure == null) {
                return;
            }
            released = true;
        } finally {
            lock.unlock();
        }
        protocol.release();
    }

    // ---- deadlines of asynchronous sends, for the timers

    /** Lets the timers consider all deadlines of asynchronous sends that haven't ended. */
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
        completeDue(true);
        return cut;
    }

    // ---- whose turn it is; all with the lock held

    private void requireOpen() throws IOException {
        requireUnbroken();
        if (closed) {
            throw closedException();
        }
    }

    void requireUnbroken() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    /** Whether nothing can be written any more. */
    boolean isBroken() {
        return failure != null || released;
    }

    private IOException closedException() {
        return new IOException("session " + connection.id() + " is closed");
    }

    private void requireNotMine() {
        if (open.isOf(connection.sendingParty())) {
            throw new IllegalStateException("a message that was begun here with isLast=false or with a stream or writer "
                    + "isn't ended; end it before the next message");
        }
    }

    private void awaitTurn(Message message, Object stream, Deadline deadline) throws IOException {
        requireOpen();
        while (open.exists() && !open.isContinuedBy(message, connection.sendingParty(), stream)) {
            requireNotMine();
            if (!lock.await(deadline)) {
                throw new SocketTimeoutException("another thread's message, begun with isLast=false or with a stream or "
                        + "writer, wasn't ended within the send timeout (fairlead.sendTimeout)");
            }
            requireOpen();
        }
    }

    private void encode(Message message, Object stream) throws ProtocolException {
        message.encode(protocol);
        if (!message.isLast()) {
            open.begin(connection.sendingParty(), stream);
        } else if (open.exists()) {
            open.end();
            queue.encodeWaiting(protocol);
            lock.changed();
        }
    }

    private long load() {
        return output.size() + queue.waitingBytes() + writer.load();
    }

    /** Waits for room in the queue; a message that is larger than the queue has room when nothing else waits. */
    private void awaitRoom(Message message, Deadline deadline, Settings.SlowConsumer policy) throws IOException {
        int limit = connection.settings().sendQueueSize();
        while (load() > 0 && load() + message.size() > limit) {
            requireOpen();
            if (writer.isIdle() && output.size() > 0) {
                writeUnlocked();
            } else if (policy != Settings.SlowConsumer.BLOCK || !lock.await(deadline)) {
                throw new FullQueueException("the peer of session " + connection.id() + " is slow: " + load()
                        + " of at most " + limit + " bytes wait to be sent (fairlead.sendQueueSize, "
                        + "fairlead.slowConsumer)");
            }
        }
    }

    private void writeUnlocked() {
        ByteBuffer[] buffers = writer.begin();
        lock.unlock();
        try {
            writer.write(buffers, false);
        } finally {
            lock.lock();
        }
    }

    // ---- what the writer tells

    /** A write has taken all that waited; with the lock held. */
    void taken() {
        cork.released();
    }

    /** Everything up to an end has left; with the lock held. */
    void written(long end) {
        queue.written(end);
    }

    /** Tells the application how its sends ended: never with the lock held. */
    void completeDue(boolean elsewhere) {
        queue.completeDue(elsewhere);
    }
}
