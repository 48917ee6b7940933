package dev.fairlead.websocket.servlet.injection;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import javax.naming.NamingException;
import org.apache.tomcat.InstanceManager;

/** Tomcat's instance manager: {@code @Resource}, {@code @PostConstruct}, {@code @PreDestroy} and the like. Thread-safe. */
final class TomcatInjector implements Injector {
    private static final Logger LOG = System.getLogger("dev.fairlead.websocket.servlet");

    private final ServletContext context;

    TomcatInjector(ServletContext context) {
        this.context = context;
    }

    @Override
    public <T> Optional<Injected<T>> create(Class<T> type) throws InstantiationException {
        if (!(context.getAttribute(InstanceManager.class.getName()) instanceof InstanceManager manager)) {
            return Optional.empty();
        }
        T instance = InstanceProvider.CONSTRUCTORS.create(type);
        try {
            manager.newInstance(instance);
        } catch (InvocationTargetException e) {
            throw Injector.failure(type, "Tomcat", e.getCause());
        } catch (IllegalAccessException | NamingException | RuntimeException | LinkageError e) {
            throw Injector.failure(type, "Tomcat", e);
        }
        return Optional.of(new Injected<>(instance, () -> destroy(manager, instance)));
    }

    private static void destroy(InstanceManager manager, Object instance) {
        try {
            manager.destroyInstance(instance);
        } catch (InvocationTargetException e) {
            failed(instance, e.getCause());
        } catch (IllegalAccessException e) {
            failed(instance, e);
        }
    }

    private static void failed(Object instance, Throwable cause) {
        LOG.log(Level.WARNING, "@PreDestroy of " + instance.getClass().getName() + " failed", cause);
    }
}
