package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Output;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of a connection: encodes messages in the order in which they are accepted, queues what can't leave yet,
 * and sees to it that one write at a time is under way. One lock guards the protocol's sending side and the queue; neither
 * the application nor the transport is called under it. Thread-safe.
 *
 * <p>Whoever finds no write under way takes all that waits and writes it, and goes on while more has come; what was
 * accepted during a write leaves in the next one together.
 */
final class Sender implements WriteCallback {
    /** Bytes that a corked connection or a batch collects before they are written. */
    static final int COLLECTED_BYTES = 1 << 16;
    /** Replies from this size on aren't collected: what is smaller the protocol copies, so nobody needs to wait. */
    private static final int LARGE_REPLY = 1 << 13;
    /** After so many writes a thread leaves the rest to the executor, so that its own work goes on. */
    private static final int WRITES_IN_A_ROW = 16;
    /** The end of nothing: written before anything was. */
    private static final long NOTHING = 0;

    private enum Phase {
        /** No write is under way. */
        IDLE,
        /** A thread is in the transport's write method. */
        CALLING,
        /** The transport has called back before its write method returned. */
        CALLED_BACK,
        /** The write method has returned; the transport will call back. */
        WAITING
    }

    private final Connection connection;
    private final Transport transport;
    private final Protocol protocol;
    private final Output output;

    private final ReentrantLock lock = new ReentrantLock();
    private Condition changed;
    private int waiting;

    private Phase phase = Phase.IDLE;
    private ByteBuffer[] inFlight;
    private long inFlightEnd;
    private volatile long written;

    /** Who is in the middle of a message that is sent in parts, and the stream it is sent with. */
    private Object partOwner;
    private Object partStream;

    private final SendList queued = new SendList();
    private long queuedBytes;
    private final SendList encoded = new SendList();
    private volatile Completions completions;

    private boolean batching;
    private volatile boolean closed;
    private volatile CloseStatus localClose;
    private boolean released;
    private IOException failure;

    private volatile boolean corkHolds;
    private volatile boolean watched;
    private volatile int corkedAt;

    Sender(Connection connection, Transport transport, Protocol protocol) {
        this.connection = connection;
        this.transport = transport;
        this.protocol = protocol;
        this.output = protocol.output();
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
                buffers = begin();
            }
        } catch (ProtocolException e) {
            broken = e;
        } finally {
            lock.unlock();
        }
        if (broken != null) {
            throw connection.encodingFailed(broken);
        }
        write(buffers, false);
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
        write(buffers, false);
    }

    /** Sends a ping or a pong of the application. */
    void sendControl(Opcode opcode, ByteBuffer data) throws IOException {
        long target = appendControl(opcode, data);
        flush();
        awaitWritten(target, connection.sendDeadline());
    }

    /** Sends a ping without waiting; false if nothing can be sent any more. */
    boolean keepalive(ByteBuffer data) {
        try {
            appendControl(Opcode.PING, data);
        } catch (IOException e) {
            return false;
        }
        flush();
        return true;
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
        ByteBuffer[] buffers = null;
        Throwable refused = null;
        ProtocolException broken = null;
        if (timeoutMillis > 0) {
            send.timed = true;
            send.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        }
        lock.lock();
        try {
            Deadline deadline = timeoutMillis > 0 ? Deadline.after(timeoutMillis) : connection.sendDeadline();
            awaitRoom(send.message, deadline, connection.settings().slowConsumer());
            requireOpen();
            if (partOwner != null) {
                requireNotMine();
                queued.add(send);
                queuedBytes += send.message.size();
            } else {
                encode(send.message, null);
                send.end = output.appended();
                if (batching) {
                    settle(send, null);
                    buffers = output.size() < COLLECTED_BYTES ? null : begin();
                } else {
                    encoded.add(send);
                    buffers = beginUnlessCorked();
                }
            }
        } catch (ProtocolException e) {
            broken = e;
            refused = e;
        } catch (IOException e) {
            refused = e;
        } finally {
            lock.unlock();
        }
        if (refused != null) {
            if (broken != null) {
                refused = connection.encodingFailed(broken);
            } else if (refused instanceof FullQueueException) {
                connection.warnOnce("fairlead.sendQueueSize", refused.getMessage());
                if (connection.settings().slowConsumer() == Settings.SlowConsumer.CLOSE) {
                    connection.slowConsumer();
                }
            }
            refuse(send, refused);
            return;
        }
        write(buffers, false);
        completeDue(false);
        if (send.timed && !isWritten(send)) {
            connection.timers().arm(send.deadline);
        }
    }

    private boolean isWritten(AsyncSend send) {
        return send.end != 0 && written >= send.end;
    }

    private void refuse(AsyncSend send, Throwable cause) {
        lock.lock();
        try {
            settle(send, cause);
        } finally {
            lock.unlock();
        }
        completeDue(false);
    }

    /** Takes a message back that isn't encoded yet. */
    boolean cancel(AsyncSend send) {
        lock.lock();
        try {
            if (!queued.remove(send)) {
                return false;
            }
            queuedBytes -= send.message.size();
            signal();
            return true;
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
        awaitWritten(target, connection.sendDeadline());
    }

    /** Writes what waits, unless a write is under way, which will go on with it. */
    void flush() {
        ByteBuffer[] buffers;
        lock.lock();
        try {
            buffers = begin();
        } finally {
            lock.unlock();
        }
        write(buffers, false);
    }

    // ---- the close handshake and the end

    /** Sends what the receiving side demands; a pong may be collected with other replies. */
    void reply(Reply reply) {
        ByteBuffer[] buffers = null;
        ProtocolException broken = null;
        lock.lock();
        try {
            if (failure != null || released) {
                return;
            }
            protocol.send(reply);
            if (reply.opcode() == Opcode.CLOSE) {
                shut();
                buffers = begin();
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
        write(buffers, false);
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
            if (failure != null || released) {
                return false;
            }
            first = protocol.sendClose(wire.code(), wire.reason());
            if (first) {
                localClose = reported;
            }
            shut();
            buffers = begin();
        } finally {
            lock.unlock();
        }
        write(buffers, false);
        completeDue(false);
        return first;
    }

    /** How the connection ends, where this end has begun the close handshake; else null. */
    CloseStatus localClose() {
        return localClose;
    }

    /** Whether no message is accepted any more. */
    boolean isClosed() {
        return closed;
    }

    /** Nothing is accepted any more; what is encoded leaves still. */
    private void shut() {
        closed = true;
        partOwner = null;
        partStream = null;
        for (AsyncSend send = queued.poll(); send != null; send = queued.poll()) {
            settle(send, closedException());
        }
        queuedBytes = 0;
        signal();
    }

    /** Whether all that was ever appended has been written. */
    boolean isDrained() {
        lock.lock();
        try {
            return phase == Phase.IDLE && (output.size() == 0 || failure != null);
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
        completeDue(false);
    }

    private void markFailed(IOException cause) {
        if (failure == null) {
            failure = cause;
        }
        shut();
        for (AsyncSend send = encoded.poll(); send != null; send = encoded.poll()) {
            settle(send, failure);
        }
        signal();
    }

    /** Nothing is received and nothing is accepted any more: gives all buffers back, as soon as no write is under way. */
    void release() {
        lock.lock();
        try {
            shut();
            if (released || phase != Phase.IDLE || output.size() > 0 && failure == null) {
                return;
            }
            released = true;
        } finally {
            lock.unlock();
        }
        protocol.release();
    }

    // ---- deadlines of asynchronous sends, for the timers

    /** Arms the timers for the earliest deadline of an asynchronous send that hasn't ended. */
    void armDeadlines(Timers timers) {
        lock.lock();
        try {
            for (AsyncSend send = encoded.first(); send != null; send = send.next) {
                if (send.timed) {
                    timers.consider(send.deadline);
                }
            }
            for (AsyncSend send = queued.first(); send != null; send = send.next) {
                if (send.timed) {
                    timers.consider(send.deadline);
                }
            }
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
        boolean cut = false;
        lock.lock();
        try {
            AsyncSend send = queued.first();
            while (send != null) {
                AsyncSend following = send.next;
                if (send.timed && now - send.deadline >= 0 && queued.remove(send)) {
                    queuedBytes -= send.message.size();
                    settle(send, new SocketTimeoutException("another message was in the way for longer than the send "
                            + "timeout (RemoteEndpoint.Async.setSendTimeout)"));
                }
                send = following;
            }
            for (send = encoded.first(); send != null && !cut; send = send.next) {
                cut = send.timed && now - send.deadline >= 0;
            }
        } finally {
            lock.unlock();
        }
        completeDue(true);
        return cut;
    }

    // ---- the cork

    boolean isCorked() {
        return corkHolds;
    }

    int corkedAt() {
        return corkedAt;
    }

    /** Called by the watch: it doesn't look at this sender any more. */
    void unwatched() {
        watched = false;
        if (corkHolds) {
            watch();
        }
    }

    private void watch() {
        watched = true;
        connection.runtime().corks().watch(this);
    }

    /** Ends the collecting of a read. */
    void uncork() {
        if (corkHolds) {
            flush();
        }
    }

    /** With the lock held. */
    private ByteBuffer[] beginUnlessCorked() {
        if (!connection.isCorking() || output.size() >= COLLECTED_BYTES) {
            return begin();
        }
        if (!corkHolds && phase == Phase.IDLE) {
            corkedAt = connection.runtime().corks().tick();
            corkHolds = true;
            if (!watched) {
                watch();
            }
        }
        return null;
    }

    // ---- whose turn it is; all with the lock held

    private void requireOpen() throws IOException {
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        if (closed) {
            throw closedException();
        }
    }

    private IOException closedException() {
        return new IOException("session " + connection.id() + " is closed");
    }

    private boolean isMine() {
        return partOwner == connection.sendingParty();
    }

    private void requireNotMine() {
        if (isMine()) {
            throw new IllegalStateException("a message that was begun here with isLast=false or with a stream or writer "
                    + "isn't ended; end it before the next message");
        }
    }

    private void awaitTurn(Message message, Object stream, Deadline deadline) throws IOException {
        requireOpen();
        while (partOwner != null) {
            if (stream != null ? stream == partStream : partStream == null && isContinuedBy(message)) {
                return;
            }
            requireNotMine();
            if (!await(deadline)) {
                throw new SocketTimeoutException("another thread's message, begun with isLast=false or with a stream or "
                        + "writer, wasn't ended within the send timeout (fairlead.sendTimeout)");
            }
            requireOpen();
        }
    }

    private boolean isContinuedBy(Message message) {
        return message.isPart()
                && (isMine() || partOwner instanceof Thread && !((Thread) partOwner).isAlive());
    }

    private void encode(Message message, Object stream) throws ProtocolException {
        message.encode(protocol);
        if (!message.isLast()) {
            partOwner = connection.sendingParty();
            partStream = stream;
        } else if (partOwner != null) {
            partOwner = null;
            partStream = null;
            encodeQueued();
            signal();
        }
    }

    private void encodeQueued() throws ProtocolException {
        for (AsyncSend send = queued.poll(); send != null; send = queued.poll()) {
            queuedBytes -= send.message.size();
            encoded.add(send);
            send.message.encode(protocol);
            send.end = output.appended();
        }
    }

    private long load() {
        return output.size() + queuedBytes + (phase == Phase.IDLE ? 0 : inFlightEnd - written);
    }

    private void awaitRoom(Message message, Deadline deadline, Settings.SlowConsumer policy) throws IOException {
        int limit = connection.settings().sendQueueSize();
        while (load() > 0 && load() + message.size() > limit) {
            requireOpen();
            if (phase == Phase.IDLE && output.size() > 0) {
                ByteBuffer[] buffers = begin();
                lock.unlock();
                try {
                    write(buffers, false);
                } finally {
                    lock.lock();
                }
                continue;
            }
            if (policy != Settings.SlowConsumer.BLOCK || !await(deadline)) {
                throw new FullQueueException("the peer of session " + connection.id() + " is slow: " + load()
                        + " of at most " + limit + " bytes wait to be sent (fairlead.sendQueueSize, "
                        + "fairlead.slowConsumer)");
            }
        }
    }

    private boolean await(Deadline deadline) throws InterruptedIOException {
        if (changed == null) {
            changed = lock.newCondition();
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

    private void signal() {
        if (waiting > 0) {
            changed.signalAll();
        }
    }

    private void awaitWritten(long target, Deadline deadline) throws IOException {
        if (written >= target) {
            return;
        }
        lock.lock();
        try {
            while (written < target) {
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                if (!await(deadline)) {
                    break;
                }
            }
            if (written >= target) {
                return;
            }
        } finally {
            lock.unlock();
        }
        SocketTimeoutException timeout = new SocketTimeoutException("the peer of session " + connection.id()
                + " didn't take a message within the send timeout (fairlead.sendTimeout)");
        connection.warnOnce("fairlead.sendTimeout", timeout.getMessage());
        connection.abort(timeout);
        throw timeout;
    }

    // ---- writing

    /** Takes what waits for a write of the calling thread, with the lock held; null if there is nothing to do. */
    private ByteBuffer[] begin() {
        if (phase != Phase.IDLE || failure != null || released || output.size() == 0) {
            return null;
        }
        phase = Phase.CALLING;
        inFlightEnd = output.appended();
        inFlight = output.take();
        if (corkHolds) {
            corkHolds = false;
        }
        return inFlight;
    }

    private void write(ByteBuffer[] first, boolean transportThread) {
        ByteBuffer[] buffers = first;
        for (int writes = 0; buffers != null; writes++) {
            if (writes == WRITES_IN_A_ROW) {
                ByteBuffer[] rest = buffers;
                connection.runtime().execute(() -> write(rest, false));
                return;
            }
            boolean done;
            try {
                done = transport.write(buffers, this);
            } catch (IOException e) {
                writeEndedBadly(e, transportThread);
                return;
            } catch (RuntimeException | Error e) {
                writeEndedBadly(new IOException("the transport failed: " + e, e), transportThread);
                throw e;
            }
            buffers = done ? written(false) : returned();
            completeDue(transportThread || buffers != null);
        }
    }

    /** The transport's method returned before the write had ended, as far as it knew. */
    private ByteBuffer[] returned() {
        lock.lock();
        try {
            if (phase == Phase.CALLING) {
                phase = Phase.WAITING;
                return null;
            }
        } finally {
            lock.unlock();
        }
        return written(false);
    }

    @Override
    public void onWritten() {
        write(written(true), true);
        completeDue(true);
    }

    @Override
    public void onWriteFailed(IOException cause) {
        lock.lock();
        try {
            if (phase == Phase.CALLING) {
                markFailed(cause);
                phase = Phase.CALLED_BACK;
                return;
            }
        } finally {
            lock.unlock();
        }
        writeEndedBadly(cause, true);
    }

    /** A write has ended: tells who waits for it, and begins the next. */
    private ByteBuffer[] written(boolean calledBack) {
        ByteBuffer[] next = null;
        boolean drained = false;
        IOException failed;
        lock.lock();
        try {
            if (calledBack && phase == Phase.CALLING) {
                phase = Phase.CALLED_BACK;
                return null;
            }
            failed = failure;
            endWrite();
            if (failed == null) {
                written = inFlightEnd;
                for (AsyncSend send = encoded.first(); send != null && send.end <= written && send.end != 0;
                        send = encoded.first()) {
                    settle(encoded.poll(), null);
                }
                next = begin();
                drained = next == null && closed;
            }
            signal();
        } finally {
            lock.unlock();
        }
        connection.wrote();
        if (failed != null) {
            connection.writeFailed(failed);
        } else if (drained) {
            connection.drained();
        }
        return next;
    }

    private void writeEndedBadly(IOException cause, boolean transportThread) {
        lock.lock();
        try {
            endWrite();
            markFailed(cause);
        } finally {
            lock.unlock();
        }
        completeDue(transportThread);
        connection.writeFailed(cause);
    }

    private void endWrite() {
        if (inFlight != null) {
            output.release(inFlight);
            inFlight = null;
        }
        phase = Phase.IDLE;
    }

    // ---- telling how sends ended

    /** With the lock held; {@link #completeDue} follows without it. */
    private void settle(AsyncSend send, Throwable cause) {
        if (!send.callsApplication()) {
            send.completed(cause);
            return;
        }
        send.failure = cause;
        if (completions == null) {
            completions = new Completions(connection.runtime());
        }
        completions.add(send);
    }

    private void completeDue(boolean elsewhere) {
        // read without the lock: what this thread has settled it sees, and what others have settled is theirs to complete
        Completions some = completions;
        if (some != null) {
            some.run(elsewhere);
        }
    }
}
