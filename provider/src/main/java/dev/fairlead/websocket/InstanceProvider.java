package dev.fairlead.websocket;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * Creates the endpoints, encoders and decoders of an application: the place for a dependency injection container to step
 * in. Thread-safe. An endpoint whose configurator overrides {@code getEndpointInstance} is created there instead.
 *
 * <p>A server's is given to its container. The client of {@code ContainerProvider} uses the first that
 * {@link java.util.ServiceLoader} finds; {@code fairlead-servlet} brings one for CDI.
 */
public interface InstanceProvider {
    /** Calls the public constructor without parameters; destroys nothing. */
    InstanceProvider CONSTRUCTORS = new InstanceProvider() {
        @Override
        public <T> T create(Class<T> type) throws InstantiationException {
            try {
                Constructor<T> constructor = type.getDeclaredConstructor();
                if (!Modifier.isPublic(constructor.getModifiers())) {
                    throw new InstantiationException(type.getName() + " has a constructor without parameters that isn't"
                            + " public; make it public");
                }
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (InvocationTargetException e) {
                throw failure(type, e.getCause());
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw failure(type, e);
            }
        }
    };

    /**
     * Creates an instance.
     *
     * @param type what to create
     * @param <T>  likewise
     * @return a new instance
     * @throws InstantiationException if it can't be created; the message names the class
     */
    <T> T create(Class<T> type) throws InstantiationException;

    /**
     * Whether a class can be created, as far as its constructors tell; asked when a server endpoint is deployed.
     *
     * @param type what is to be created
     * @return true if it has a public constructor without parameters, or another one that this provider can call
     */
    default boolean canCreate(Class<?> type) {
        return Arrays.stream(type.getConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    /**
     * Lets go of an instance that {@link #create} made, when its session has ended. Throws nothing.
     *
     * @param instance what was created
     */
    default void destroy(Object instance) {
    }

    private static InstantiationException failure(Class<?> type, Throwable cause) {
        if (cause instanceof InstantiationException instantiation && instantiation.getMessage() != null) {
            return instantiation;
        }
        String reason = cause instanceof NoSuchMethodException
                ? "it needs a public constructor without parameters" : cause.toString();
        InstantiationException failure = new InstantiationException(type.getName() + " can't be created: " + reason);
        failure.initCause(cause);
        return failure;
    }
}
