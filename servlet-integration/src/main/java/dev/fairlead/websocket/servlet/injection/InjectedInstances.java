package dev.fairlead.websocket.servlet.injection;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Creates endpoints, encoders and decoders with CDI if the application has a CDI container, else by their constructors.
 * Thread-safe.
 */
public final class InjectedInstances implements InstanceProvider {
    private static final String CDI_CLASS = "jakarta.enterprise.inject.spi.BeanManager";
    private static final String INJECT = "jakarta.inject.Inject";

    /** Null where CDI's API isn't. */
    private final Injector injector;
    private final ConcurrentMap<Identity, Runnable> releases = new ConcurrentHashMap<>();

    /** An object as a key: two that are equal are two. */
    private record Identity(Object object) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Identity identity && identity.object == object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    /** For the client that an application gets of {@code ContainerProvider}; found by {@link java.util.ServiceLoader}. */
    public InjectedInstances() {
        this(sees(CDI_CLASS) ? CdiInjector.ofCaller() : null);
    }

    private InjectedInstances(Injector injector) {
        this.injector = injector;
    }

    /**
     * For an application that is starting. Whether it has a CDI container is looked up when objects are created.
     *
     * @param context     of the application
     * @param classLoader the application's
     * @return for its server container
     */
    public static InstanceProvider of(ServletContext context, ClassLoader classLoader) {
        return sees(CDI_CLASS) ? new InjectedInstances(CdiInjector.of(context, classLoader)) : CONSTRUCTORS;
    }

    private static boolean sees(String name) {
        try {
            Class.forName(name, false, InjectedInstances.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    @Override
    public <T> T create(Class<T> type) throws InstantiationException {
        Optional<Injected<T>> created = injector == null ? Optional.empty() : injector.create(type);
        if (created.isEmpty()) {
            return CONSTRUCTORS.create(type);
        }
        Injected<T> injected = created.get();
        if (injected.release() != null) {
            releases.put(new Identity(injected.instance()), injected.release());
        }
        return injected.instance();
    }

    /** Also true for a constructor with {@code @Inject} where CDI's API is. */
    @Override
    public boolean canCreate(Class<?> type) {
        return CONSTRUCTORS.canCreate(type)
                || injector != null && Stream.of(type.getDeclaredConstructors()).anyMatch(constructor -> Arrays
                        .stream(constructor.getAnnotations()).map(Annotation::annotationType)
                        .anyMatch(annotation -> annotation.getName().equals(INJECT)));
    }

    /** Ends what belonged to one session alone, once. */
    @Override
    public void destroy(Object instance) {
        Runnable release = releases.remove(new Identity(instance));
        if (release != null) {
            release.run();
        }
    }
}
