package dev.fairlead.websocket.servlet.injection;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Jetty's object factory, which has the decorators of its {@code annotations} and {@code plus} modules: {@code @Resource},
 * {@code @PostConstruct}, {@code @PreDestroy}. Called by reflection, for web applications don't see Jetty's classes.
 * Thread-safe.
 */
final class JettyInjector implements Injector {
    private static final String FACTORY = "org.eclipse.jetty.util.DecoratedObjectFactory";

    private static final Logger LOG = System.getLogger("dev.fairlead.websocket.servlet");

    private final ServletContext context;

    JettyInjector(ServletContext context) {
        this.context = context;
    }

    @Override
    public <T> Optional<Injected<T>> create(Class<T> type) throws InstantiationException {
        Object factory = context.getAttribute(FACTORY);
        if (factory == null) {
            return Optional.empty();
        }
        T instance = InstanceProvider.CONSTRUCTORS.create(type);
        T decorated;
        try {
            decorated = type.cast(call(factory, "decorate", instance));
        } catch (InvocationTargetException e) {
            throw Injector.failure(type, "Jetty", e.getCause());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw Injector.failure(type, "Jetty", e);
        }
        return Optional.of(new Injected<>(decorated, () -> destroy(factory, decorated)));
    }

    private static Object call(Object factory, String method, Object instance) throws ReflectiveOperationException {
        return factory.getClass().getMethod(method, Object.class).invoke(factory, instance);
    }

    private static void destroy(Object factory, Object instance) {
        try {
            call(factory, "destroy", instance);
        } catch (InvocationTargetException e) {
            failed(instance, e.getCause());
        } catch (ReflectiveOperationException e) {
            failed(instance, e);
        }
    }

    private static void failed(Object instance, Throwable cause) {
        LOG.log(Level.WARNING, "@PreDestroy of " + instance.getClass().getName() + " failed", cause);
    }
}
