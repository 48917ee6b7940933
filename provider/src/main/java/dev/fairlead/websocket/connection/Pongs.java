package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Reply;

/**
 * The pongs that answer a peer's pings. One that pings and doesn't read would fill the memory with them: where much waits
 * to be written already, only the most recent ping is answered, once that has left (RFC 6455 section 5.5.3). Guarded by the
 * lock of the sending side.
 */
final class Pongs {
    /** From so many bytes that wait for a write on, pongs are put off. */
    static final int MOST_WAITING = 64 * 1024;

    private final Protocol protocol;
    private Reply owed;

    Pongs(Protocol protocol) {
        this.protocol = protocol;
    }

    /** Encodes a pong, or remembers it in the place of the one before. */
    void send(Reply pong) throws ProtocolException {
        owed = pong;
        sendOwed();
    }

    /** Encodes the pong that was put off, if there is one and if there is room. */
    void sendOwed() throws ProtocolException {
        if (owed != null && protocol.output().size() < MOST_WAITING) {
            Reply pong = owed;
            owed = null;
            protocol.send(pong);
        }
    }
}
