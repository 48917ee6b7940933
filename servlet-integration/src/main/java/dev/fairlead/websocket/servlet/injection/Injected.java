package dev.fairlead.websocket.servlet.injection;

/**
 * An object that was created for a session.
 *
 * @param instance the object
 * @param release  lets go of it; null where whoever injects keeps it for others
 * @param <T>      its class
 */
record Injected<T>(T instance, Runnable release) {
}
