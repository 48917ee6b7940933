package dev.fairlead.websocket.session;

import dev.fairlead.websocket.FairleadRemote;
import dev.fairlead.websocket.connection.Connection;
import dev.fairlead.websocket.connection.Message;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What the blocking and the asynchronous remote have in common. Batching is the session's: it holds for both. */
abstract class Remote implements FairleadRemote {
    final JakartaSession session;
    /** What extensions are told of each message. */
    final OutgoingMessage wishes;

    Remote(JakartaSession session, OutgoingMessage wishes) {
        this.session = session;
        this.wishes = wishes;
    }

    Message text(String text) {
        return Message.text(text, false, true, wishes);
    }

    Message binary(ByteBuffer data) {
        return session.binary(data, false, true, wishes);
    }

    Connection connection() {
        return session.connection();
    }

    /** Jakarta wants this exception of methods that configure a remote whose connection is closed. */
    void requireOpen() {
        if (!connection().takesMessages()) {
            throw new IllegalArgumentException("session " + session.getId() + " is closed");
        }
    }

    @Override
    public void setBatchingAllowed(boolean allowed) throws IOException {
        requireOpen();
        connection().setBatching(allowed);
    }

    @Override
    public boolean getBatchingAllowed() {
        return connection().isBatching();
    }

    @Override
    public void flushBatch() throws IOException {
        connection().flush();
    }

    @Override
    public void sendPing(ByteBuffer data) throws IOException {
        Arguments.requireControlPayload(data);
        connection().ping(data);
        data.position(data.limit());
    }

    @Override
    public void sendPong(ByteBuffer data) throws IOException {
        Arguments.requireControlPayload(data);
        connection().pong(data);
        data.position(data.limit());
    }
}
