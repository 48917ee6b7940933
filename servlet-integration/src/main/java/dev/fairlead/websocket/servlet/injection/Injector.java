package dev.fairlead.websocket.servlet.injection;

import java.util.Optional;

/** CDI, seen from code that must run where its API isn't. Thread-safe. */
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
}
