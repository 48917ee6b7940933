package dev.fairlead.websocket.servlet.injection;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Creates endpoints, encoders and decoders with whoever injects in a web application: CDI if it has a CDI container, else the
 * servlet container, else nobody. Thread-safe.
 */
public final class InjectedInstances implements InstanceProvider {
    private static final String CDI_CLASS = "jakarta.enterprise.inject.spi.BeanManager";
    private static final String TOMCAT_CLASS = "org.apache.tomcat.InstanceManager";
    private static final String INJECT = "jakarta.inject.Inject";

    private final List<Injector> injectors;
    private final boolean injectsConstructors;
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
        this(sees(CDI_CLASS) ? List.of(CdiInjector.ofCaller()) : List.of(), sees(CDI_CLASS));
    }

    private InjectedInstances(List<Injector> injectors, boolean injectsConstructors) {
        this.injectors = injectors;
        this.injectsConstructors = injectsConstructors;
    }

    /**
     * For an application that is starting. Whether it has a CDI container is looked up when objects are created.
     *
     * @param context     of the application
     * @param classLoader the application's
     * @return for its server container
     */
    public static InstanceProvider of(ServletContext context, ClassLoader classLoader) {
        List<Injector> injectors = new ArrayList<>();
        boolean cdi = sees(CDI_CLASS);
        if (cdi) {
            injectors.add(CdiInjector.of(context, classLoader));
        }
        if (sees(TOMCAT_CLASS)) {
            injectors.add(new TomcatInjector(context));
        }
        injectors.add(new JettyInjector(context));
        return new InjectedInstances(List.copyOf(injectors), cdi);
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
        for (Injector injector : injectors) {
            Optional<Injected<T>> created = injector.create(type);
            if (created.isPresent()) {
                Injected<T> injected = created.get();
                if (injected.release() != null) {
                    releases.put(new Identity(injected.instance()), injected.release());
                }
                return injected.instance();
            }
        }
        return CONSTRUCTORS.create(type);
    }

    /** Also true for a constructor with {@code @Inject} where CDI's API is. */
    @Override
    public boolean canCreate(Class<?> type) {
        return CONSTRUCTORS.canCreate(type)
                || injectsConstructors && Stream.of(type.getDeclaredConstructors()).anyMatch(constructor -> Arrays
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
