package dev.fairlead.websocket.connection;

import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.ProtocolListener;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The receiving side of a connection: brings bytes of the transport to the protocol, and what it makes of them to the
 * listener, in the turn. When the listener has been told the end already, it goes on without it until the peer's close
 * frame. One thread at a time.
 */
final class Receiver implements TransportListener, ProtocolListener {
    private final Connection connection;
    private final ConnectionListener listener;
    private final Ending ending;
    private final Turn turn;
    private boolean corking;
    /** Whether the listener has been told the end, so that only the peer's close frame matters still. */
    private boolean silent;
    private volatile boolean ended;

    Receiver(Connection connection, ConnectionListener listener, Ending ending) {
        this.connection = connection;
        this.listener = listener;
        this.ending = ending;
        this.turn = ending.turn();
    }

    /** Whether nothing more comes: the peer has closed, or broken the rules or the stream. */
    boolean isEnded() {
        return ended;
    }

    /** Whether this thread reads, and collects what it sends without waiting. */
    boolean isCorking() {
        // the flag is the reading thread's own: asked in this order, no other thread looks at it
        return turn.isMine() && corking;
    }

    // ---- what the transport tells

    @Override
    public boolean onBytes(ByteBuffer data) {
        connection.timers().received();
        if (!ending.receiving().enter()) {
            data.position(data.limit());
            return !ending.isStreamClosed();
        }
        try {
            silent = !turn.enter();
            corking = !silent;
            receive(data);
        } finally {
            ending.receiving().leave();
        }
        if (ended) {
            ending.release();
        }
        return !ending.isStreamClosed();
    }

    private void receive(ByteBuffer data) {
        try {
            connection.protocol().receive(data);
        } catch (RuntimeException e) {
            connection.failures().callbackFailed(e);
        } catch (Error e) {
            connection.failures().callbackFailed(e);
            throw e;
        } finally {
            corking = false;
            if (!silent) {
                leave();
            }
        }
    }

    private void leave() {
        try {
            connection.sender().collector().uncork();
        } finally {
            turn.leave();
        }
    }

    @Override
    public void onEof() {
        if (ending.receiving().enter()) {
            try {
                receiveEof();
            } finally {
                ending.receiving().leave();
            }
        }
        ending.closeStream();
    }

    private void receiveEof() {
        silent = !turn.enter();
        try {
            connection.protocol().receiveEof();
        } finally {
            if (!silent) {
                turn.leave();
            }
        }
    }

    @Override
    public void onFailure(IOException cause) {
        ended = true;
        ending.streamBroke(cause);
    }

    // ---- what the protocol tells

    @Override
    public boolean wantsParts(Opcode type) {
        return silent || listener.wantsParts(type);
    }

    @Override
    public long maxMessageSize(Opcode type) {
        return listener.maxMessageSize(type);
    }

    @Override
    public void onText(String text, boolean last) {
        if (!silent) {
            listener.onText(text, last);
        }
    }

    @Override
    public void onBinary(ByteBuffer data, boolean last) {
        if (!silent) {
            listener.onBinary(data, last);
        }
    }

    @Override
    public void onPong(ByteBuffer data) {
        if (!connection.timers().answersKeepalive(data) && !silent) {
            listener.onPong(data);
        }
    }

    @Override
    public void onReply(Reply reply) {
        if (reply.opcode() == Opcode.CLOSE) {
            ending.closeFrameFollows();
        }
        connection.sender().reply(reply);
    }

    @Override
    public void onEnd(CloseStatus how, ProtocolException violation) {
        boolean streamEnded = how.code() == CloseCode.ABNORMAL_CLOSURE;
        // a peer that has gone broke the stream, not the rules
        ending.receivingEnded(how, streamEnded ? new EOFException("the peer ended the stream without a close frame")
                : violation);
        // nobody is to find the one without the other
        ended = true;
    }
}
