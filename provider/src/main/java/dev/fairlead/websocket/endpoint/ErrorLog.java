package dev.fairlead.websocket.endpoint;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports errors that the application doesn't take: one line each, the stack trace at DEBUG. */
final class ErrorLog {
    private static final Logger LOGGER = System.getLogger("dev.fairlead.websocket.endpoint");

    private ErrorLog() {
    }

    /** An endpoint without a method for errors. A peer that has gone is no news: DEBUG. */
    static void unhandled(Class<?> endpoint, Session session, Throwable error) {
        Throwable cause = error.getCause() instanceof IOException ? error.getCause() : error;
        log(cause instanceof IOException ? Level.DEBUG : Level.WARNING, "Session " + session.getId() + " of "
                + endpoint.getName() + ": " + error + "; an onError method would be given it", error);
    }

    /** The method for errors fails itself, or the session has ended. */
    static void failed(Class<?> endpoint, String what, Throwable error) {
        log(Level.WARNING, what + " of " + endpoint.getName() + " failed: " + error, error);
    }

    private static void log(Level level, String line, Throwable error) {
        if (LOGGER.isLoggable(Level.DEBUG)) {
            LOGGER.log(level, line, error);
        } else {
            LOGGER.log(level, line);
        }
    }
}
