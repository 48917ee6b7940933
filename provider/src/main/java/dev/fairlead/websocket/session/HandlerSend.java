package dev.fairlead.websocket.session;

import dev.fairlead.websocket.connection.AsyncSend;
import dev.fairlead.websocket.connection.Message;
import jakarta.websocket.SendHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** An asynchronous send whose end a {@link SendHandler} is told. */
final class HandlerSend extends AsyncSend {
    private static final Logger LOG = System.getLogger(JakartaSession.class.getName());

    private final JakartaSession session;
    private final SendHandler handler;

    HandlerSend(JakartaSession session, Message message, SendHandler handler) {
        super(message);
        this.session = session;
        this.handler = handler;
    }

    @Override
    protected void completed(Throwable failure) {
        ClassLoader before = session.loader().enter();
        try {
            handler.onResult(SendResults.of(session, failure));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "[" + session.getId() + "] a SendHandler failed: " + handler.getClass().getName(), e);
        } finally {
            session.loader().leave(before);
        }
    }

    @Override
    protected boolean callsApplication() {
        return true;
    }
}
