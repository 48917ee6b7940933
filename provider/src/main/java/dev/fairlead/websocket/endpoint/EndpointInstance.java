package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.InstanceProvider;

/**
 * The application's endpoint object of one session.
 *
 * @param object   of the endpoint's class
 * @param provider creates the coders
 * @param owned    whether the provider created the object too, and destroys it
 */
public record EndpointInstance(Object object, InstanceProvider provider, boolean owned) {
    /**
     * One that the provider creates.
     *
     * @param type     the endpoint's class
     * @param provider creates endpoint and coders
     * @return with a new object
     * @throws InstantiationException if it can't be created
     */
    public static EndpointInstance create(Class<?> type, InstanceProvider provider) throws InstantiationException {
        return new EndpointInstance(provider.create(type), provider, true);
    }

    /**
     * The class of an endpoint as its author wrote it. What CDI intercepts, or keeps in a scope, is a generated subclass, which
     * has none of the annotations and overrides every method.
     *
     * @param object an endpoint
     * @return its class, or the first superclass that no program has generated
     */
    public static Class<?> typeOf(Object object) {
        Class<?> type = object.getClass();
        while (type.isSynthetic() && type.getSuperclass() != Object.class) {
            type = type.getSuperclass();
        }
        return type;
    }

    void release() {
        if (!owned) {
            return;
        }
        try {
            provider.destroy(object);
        } catch (RuntimeException e) {
            ErrorLog.failed(object.getClass(), "InstanceProvider.destroy", e);
        }
    }
}
