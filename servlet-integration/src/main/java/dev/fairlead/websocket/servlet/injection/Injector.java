package dev.fairlead.websocket.servlet.injection;

import java.util.Optional;

/** Somebody who creates objects and injects into them. Thread-safe. */
interface Injector {
    /**
     * Creates an object.
     *
     * @param type of the object
     * @param <T>  likewise
     * @return empty if there is nobody in this application who injects, or not yet
     * @throws InstantiationException if it can't be created; the message names the class
     */
    <T> Optional<Injected<T>> create(Class<T> type) throws InstantiationException;

    /** The exception that says why a class can't be created. */
    static InstantiationException failure(Class<?> type, String who, Throwable cause) {
        InstantiationException failure = new InstantiationException(
                type.getName() + " can't be created with what " + who + " injects: " + cause + reason(cause));
        failure.initCause(cause);
        return failure;
    }

    /** What is at the bottom: containers wrap what the application throws. */
    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == cause ? "" : " (" + root + ")";
    }
}
