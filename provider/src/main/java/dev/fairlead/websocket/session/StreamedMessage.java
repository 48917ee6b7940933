package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.Message;
import java.io.IOException;

/**
 * The message that a stream or a writer makes. It leaves as a whole, unless parts of it have left before its end: then it
 * holds up the messages of others until it ends. For one thread at a time.
 */
final class StreamedMessage {
    private final JakartaSession session;
    private final boolean reply;
    private boolean begun;
    private boolean closed;

    /**
     * Creates a message of which nothing is known.
     *
     * @param reply whether it is what a handler of messages returned
     */
    StreamedMessage(JakartaSession session, boolean reply) {
        this.session = session;
        this.reply = reply;
    }

    /** Whether a part has left. */
    boolean isBegun() {
        return begun;
    }

    /** Whether nothing can be added: it has ended, or a part couldn't be sent. */
    boolean isClosed() {
        return closed;
    }

    /**
     * Checks that something can be added.
     *
     * @throws IOException if not
     */
    void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the send stream or writer is closed");
        }
    }

    /** Sends a part that isn't the last. */
    void sendPart(Message part) throws IOException {
        begun = true;
        send(part);
    }

    /** Sends the last part, or the whole message. */
    void sendEnd(Message end) throws IOException {
        if (reply && !begun) {
            session.connection().reply(end);
        } else {
            send(end);
        }
    }

    void close() {
        closed = true;
    }

    private void send(Message message) throws IOException {
        boolean sent = false;
        try {
            session.connection().send(message, begun ? this : null);
            sent = true;
        } finally {
            closed |= !sent;
        }
    }
}
