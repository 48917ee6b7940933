package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;

/**
 * Whose turn it is: messages are encoded in the order in which they are accepted, and while one is sent in parts, those of
 * others wait for its end. All with the lock of the sending side held.
 */
final class SendOrder {
    private final SendLock lock;
    private final SendState state;
    private final SendQueue queue;
    private final Protocol protocol;
    private final Supplier<Object> party;
    private final OpenMessage open = new OpenMessage();

    /**
     * Creates an order that accepts a message.
     *
     * @param party who sends: the endpoint or the thread that asks
     */
    SendOrder(SendLock lock, SendState state, SendQueue queue, Protocol protocol, Supplier<Object> party) {
        this.lock = lock;
        this.state = state;
        this.queue = queue;
        this.protocol = protocol;
        this.party = party;
    }

    /**
     * Waits for the end of other messages.
     *
     * @param stream the stream that the message belongs to, or null
     * @throws IllegalStateException if the message that is in the way is the caller's own
     */
    void awaitTurn(Message message, Object stream, Deadline deadline) throws IOException {
        state.requireOpen();
        while (open.exists() && !open.isContinuedBy(message, party.get(), stream)) {
            requireNotMine();
            if (!lock.await(deadline)) {
                throw new SocketTimeoutException("another thread's message, begun with isLast=false or with a stream or "
                        + "writer, wasn't ended within the send timeout (fairlead.sendTimeout)");
            }
            state.requireOpen();
        }
    }

    /**
     * Whether a whole message has to wait for the end of another one.
     *
     * @throws IOException           if none is accepted any more
     * @throws IllegalStateException if the message that is in the way is the caller's own
     */
    boolean isTaken() throws IOException {
        state.requireOpen();
        if (!open.exists()) {
            return false;
        }
        requireNotMine();
        return true;
    }

    /**
     * The same for a message that may wait for the caller's own.
     *
     * @throws IOException if none is accepted any more
     */
    boolean isTakenByAnybody() throws IOException {
        state.requireOpen();
        return open.exists();
    }

    private void requireNotMine() {
        if (open.isOf(party.get())) {
            throw new IllegalStateException("a message that was begun here with isLast=false or with a stream or writer "
                    + "isn't ended; end it before the next message");
        }
    }

    /** Encodes a message whose turn it is, and behind the last part of one all that have waited for it. */
    void encode(Message message, Object stream) throws ProtocolException {
        message.encode(protocol);
        if (!message.isLast()) {
            open.begin(party.get(), stream);
        } else if (open.exists()) {
            open.end();
            queue.encodeWaiting(protocol);
            lock.changed();
        }
    }

    /** Nothing is accepted any more, and what waits fails; what is encoded leaves still. */
    void close() {
        state.close();
        open.end();
        queue.failWaiting(state.closedException());
        lock.changed();
    }
}
