package dev.fairlead.websocket.session;

import dev.fairlead.websocket.BroadcastReceiver;
import dev.fairlead.websocket.connection.AsyncSend;
import dev.fairlead.websocket.connection.Message;

/** One session's part of a broadcast. */
final class BroadcastSend extends AsyncSend {
    private final JakartaSession session;
    private final BroadcastReceiver.Outcome outcome;

    BroadcastSend(JakartaSession session, Message message, BroadcastReceiver.Outcome outcome) {
        super(message);
        this.session = session;
        this.outcome = outcome;
    }

    @Override
    protected void completed(Throwable failure) {
        Runnable application = outcome.ended(failure);
        if (application != null) {
            session.connection().tell(application);
        }
    }

    /** Most have nobody to tell: only the last of a broadcast, if anybody waits. */
    @Override
    protected boolean callsApplication() {
        return false;
    }
}
