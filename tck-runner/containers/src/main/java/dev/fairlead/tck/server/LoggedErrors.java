package dev.fairlead.tck.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Collects the exceptions that are logged while it is open: Tomcat tells in no other way why a context didn't start. */
final class LoggedErrors extends Handler implements AutoCloseable {
    private final List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
    private final Logger logger;

    LoggedErrors(String logger) {
        this.logger = Logger.getLogger(logger);
        this.logger.addHandler(this);
    }

    /** The exception that was logged first, or null. */
    Throwable first() {
        return errors.isEmpty() ? null : errors.get(0);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getThrown() != null) {
            errors.add(entry.getThrown());
        }
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
