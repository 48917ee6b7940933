package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.ConnectionListener;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import dev.fairlead.websocket.session.MessageReceiver.Kind;
import jakarta.websocket.PongMessage;
import jakarta.websocket.SessionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Brings the events of a connection to the endpoint and the receivers of its session. What their code throws goes to the
 * endpoint's onError and the session stays open; an error of the JVM goes on.
 */
final class SessionEvents implements ConnectionListener {
    private static final Logger LOG = System.getLogger(JakartaSession.class.getName());

    private final JakartaSession session;
    private final SessionEndpoint endpoint;
    private final Receivers receivers;
    private final ConnectionRuntime runtime;
    /** Who takes the message that is being received, for all of it; null if nobody does. */
    private MessageReceiver receiver;

    SessionEvents(JakartaSession session, SessionEndpoint endpoint, Receivers receivers, ConnectionRuntime runtime) {
        this.session = session;
        this.endpoint = endpoint;
        this.receivers = receivers;
        this.runtime = runtime;
    }

    @Override
    public void onOpen() {
        session.begin();
        ClassLoader before = session.loader().enter();
        try {
            endpoint.onOpen(session, session.info().config());
        } catch (Throwable e) {
            failed(e);
        } finally {
            session.loader().leave(before);
        }
    }

    @Override
    public boolean wantsParts(Opcode type) {
        receiver = receivers.of(type == Opcode.TEXT ? Kind.TEXT : Kind.BINARY);
        // what nobody takes isn't kept either
        return receiver == null || receiver.partial();
    }

    @Override
    public long maxMessageSize(Opcode type) {
        // also asked for what nobody takes, where an extension has to see whole frames
        long own = receiver == null ? -1 : receiver.maxMessageSize();
        if (own >= 0) {
            return Math.min(own, Integer.MAX_VALUE - 8);
        }
        return type == Opcode.TEXT ? session.maxTextSize() : session.maxBinarySize();
    }

    @Override
    public void onText(String text, boolean last) {
        MessageReceiver to = receiver;
        if (to == null) {
            return;
        }
        ClassLoader before = session.loader().enter();
        try {
            to.onText(text, last);
        } catch (Throwable e) {
            failed(e);
        } finally {
            session.loader().leave(before);
        }
    }

    @Override
    public void onBinary(ByteBuffer data, boolean last) {
        MessageReceiver to = receiver;
        if (to == null) {
            return;
        }
        ClassLoader before = session.loader().enter();
        try {
            to.onBinary(data, last);
        } catch (Throwable e) {
            failed(e);
        } finally {
            session.loader().leave(before);
        }
    }

    @Override
    public void onPong(ByteBuffer data) {
        MessageReceiver to = receivers.of(Kind.PONG);
        if (to == null) {
            return;
        }
        ClassLoader before = session.loader().enter();
        try {
            to.onPong(new Pong(data));
        } catch (Throwable e) {
            failed(e);
        } finally {
            session.loader().leave(before);
        }
    }

    @Override
    public void onFailed(Exception cause) {
        if (cause instanceof ProtocolException && ((ProtocolException) cause).closeCode() == CloseCode.MESSAGE_TOO_BIG) {
            warnOfLimit(cause.getMessage());
        }
        ClassLoader before = session.loader().enter();
        try {
            endpoint.onError(session, new SessionException(cause.getMessage(), cause, session));
        } finally {
            session.loader().leave(before);
        }
    }

    private void warnOfLimit(String what) {
        Level level = runtime.warnsFirst("maxMessageSize") ? Level.WARNING : Level.DEBUG;
        LOG.log(level, "[" + session.getId() + "] closed with 1009: " + what + "; raise fairlead.maxTextMessageSize or "
                + "fairlead.maxBinaryMessageSize, Session.setMax...MessageBufferSize or @OnMessage(maxMessageSize)");
    }

    @Override
    public void onClosed(CloseStatus status) {
        ClassLoader before = session.loader().enter();
        try {
            endpoint.onClose(session, CloseReasons.reason(status));
        } catch (Throwable e) {
            failed(e);
        } finally {
            try {
                endpoint.release();
            } finally {
                session.end();
                session.loader().leave(before);
            }
        }
    }

    private void failed(Throwable thrown) {
        if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            throw (VirtualMachineError) thrown;
        }
        endpoint.onError(session, thrown);
    }

    private record Pong(ByteBuffer data) implements PongMessage {
        @Override
        public ByteBuffer getApplicationData() {
            return data;
        }
    }
}
