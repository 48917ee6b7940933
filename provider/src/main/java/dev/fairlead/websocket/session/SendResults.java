package dev.fairlead.websocket.session;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;

/**
 * Makes send results with the session where the API has that: containers with Jakarta WebSocket 2.1 bring a
 * {@link SendResult} without it.
 */
final class SendResults {
    private static final boolean WITH_SESSION = hasSession();

    private SendResults() {
    }

    private static boolean hasSession() {
        try {
            SendResult.class.getConstructor(Session.class);
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /**
     * Makes a result.
     *
     * @param failure null if the message was sent
     */
    static SendResult of(Session session, Throwable failure) {
        return WITH_SESSION ? Since22.of(session, failure) : Before22.of(failure);
    }

    /** Linked only where the constructors exist. */
    private static final class Since22 {
        static SendResult of(Session session, Throwable failure) {
            return failure == null ? new SendResult(session) : new SendResult(session, failure);
        }
    }

    private static final class Before22 {
        @SuppressWarnings("deprecation")
        static SendResult of(Throwable failure) {
            return failure == null ? new SendResult() : new SendResult(failure);
        }
    }
}
