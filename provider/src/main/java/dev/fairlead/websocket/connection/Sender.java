package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.extension.ExtensionFailedException;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The sending side of a connection: its parts, the control frames, and its end. One lock guards the protocol's sending
 * side, the queue and all parts; neither the application nor the transport is called under it. Thread-safe.
 */
final class Sender {
    private final Connection connection;
    private final Protocol protocol;
    private final SendLock lock = new SendLock();
    private final SendState state;
    private final SendQueue queue;
    private final SendOrder order;
    private final Pongs pongs;
    private final Writer writer;
    private final Collector collector;
    private final BlockingSender blocking;
    private final AsyncSender async;

    Sender(Connection connection, Transport transport, Protocol protocol) {
        this.connection = connection;
        this.protocol = protocol;
        this.state = new SendState(connection.id());
        this.queue = new SendQueue(connection.runtime());
        this.order = new SendOrder(lock, state, queue, protocol, connection::sendingParty);
        this.pongs = new Pongs(protocol);
        this.writer = new Writer(connection, lock, state, order, queue, pongs, transport, protocol.output());
        this.collector = new Collector(connection, writer);
        SendRoom room = new SendRoom(connection, lock, state, queue, writer);
        this.blocking = new BlockingSender(connection, lock, state, order, room, writer, collector);
        this.async = new AsyncSender(connection, lock, queue, order, room, writer, collector);
    }

    BlockingSender blocking() {
        return blocking;
    }

    AsyncSender async() {
        return async;
    }

    Collector collector() {
        return collector;
    }

    /** Writes what waits, unless a write is under way, which will go on with it. */
    void flush() {
        writer.flush();
    }

    // ---- control frames

    /** Sends a ping or a pong of the application, and waits until it has left. */
    void control(Opcode opcode, ByteBuffer data) throws IOException {
        blocking.flushTo(append(opcode, data));
    }

    /** Sends a ping without waiting, if anything can be sent. */
    void keepalive(ByteBuffer data) {
        try {
            append(Opcode.PING, data);
        } catch (IOException e) {
            // the connection ends already: whoever ends it tells
            return;
        }
        writer.flush();
    }

    private long append(Opcode opcode, ByteBuffer data) throws IOException {
        try {
            lock.lock();
            try {
                state.requireOpen();
                if (opcode == Opcode.PING) {
                    protocol.sendPing(data);
                } else {
                    protocol.sendPong(data);
                }
                return writer.end();
            } finally {
                lock.unlock();
            }
        } catch (ProtocolException e) {
            throw connection.failures().encodingFailed(e);
        }
    }

    /** Sends what the receiving side demands; a pong may be collected with other replies. */
    void reply(Reply reply) {
        ByteBuffer[] buffers;
        try {
            lock.lock();
            try {
                if (state.isBroken()) {
                    return;
                }
                if (reply.opcode() == Opcode.CLOSE) {
                    protocol.send(reply);
                    order.close();
                    buffers = writer.begin();
                } else {
                    pongs.send(reply);
                    buffers = collector.beginUnlessCorked();
                }
            } finally {
                lock.unlock();
            }
        } catch (ProtocolException e) {
            connection.failures().encodingFailed(e);
            return;
        }
        writer.write(buffers, false);
        queue.completeDue(false);
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
            if (state.isBroken()) {
                return false;
            }
            first = protocol.sendClose(wire.code(), wire.reason());
            if (first) {
                state.closedByThisEnd(reported);
            }
            order.close();
            buffers = writer.begin();
        } finally {
            lock.unlock();
        }
        writer.write(buffers, false);
        queue.completeDue(false);
        return first;
    }

    // ---- the end

    /** How the connection ends, where this end has begun the close handshake; else null. */
    CloseStatus localClose() {
        return state.localClose();
    }

    /** Why nothing can be written any more; null while the stream isn't known to be broken. */
    IOException failure() {
        lock.lock();
        try {
            return state.failure();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no message is accepted any more. */
    boolean isClosed() {
        return state.isClosed();
    }

    /** Whether all that was ever appended has been written, as far as it could be. */
    boolean isDrained() {
        lock.lock();
        try {
            return writer.isIdle() && (writer.waiting() == 0 || state.failure() != null);
        } finally {
            lock.unlock();
        }
    }

    /** All sends fail from now on, those that wait among them. */
    void fail(IOException cause) {
        writer.fail(cause);
    }

    /** Nothing is received and nothing is accepted any more: gives all buffers back, as soon as no write is under way. */
    void release() {
        lock.lock();
        try {
            order.close();
            if (state.isReleased() || !writer.isIdle() || writer.waiting() > 0 && state.failure() == null) {
                return;
            }
            state.release();
        } finally {
            lock.unlock();
        }
        try {
            protocol.release();
        } catch (ExtensionFailedException e) {
            connection.failures().closingFailed(e);
        }
    }
}
