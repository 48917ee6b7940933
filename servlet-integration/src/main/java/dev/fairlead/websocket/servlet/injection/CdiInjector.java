package dev.fairlead.websocket.servlet.injection;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * CDI (Jakarta WebSocket section 7.1.1). A class that is a bean is asked for as a bean, with its scope and its interceptors;
 * any other is created and injected as a component of the application. Used only where CDI's API is. Thread-safe.
 */
final class CdiInjector implements Injector {
    /** Where Weld puts the bean manager of a web application. */
    private static final String WELD_ATTRIBUTE =
            "org.jboss.weld.environment.servlet.jakarta.enterprise.inject.spi.BeanManager";

    private static final Logger LOG = System.getLogger("dev.fairlead.websocket.servlet");

    private final Supplier<BeanManager> beanManagers;
    private final boolean keeps;
    private final ConcurrentMap<Class<?>, InjectionTarget<?>> components = new ConcurrentHashMap<>();
    private volatile BeanManager beanManager;

    private CdiInjector(Supplier<BeanManager> beanManagers, boolean keeps) {
        this.beanManagers = beanManagers;
        this.keeps = keeps;
    }

    /**
     * The one of a web application. Looks for nothing yet: CDI may start behind Fairlead. What it found then it keeps: an
     * application has one CDI container for all its life.
     *
     * @param context     of the application
     * @param classLoader the application's
     */
    static CdiInjector of(ServletContext context, ClassLoader classLoader) {
        return new CdiInjector(() -> context.getAttribute(WELD_ATTRIBUTE) instanceof BeanManager attribute
                ? attribute : current(classLoader), true);
    }

    /** The one of whoever calls. Keeps nothing: the next caller may be another application. */
    static CdiInjector ofCaller() {
        return new CdiInjector(() -> current(Thread.currentThread().getContextClassLoader()), false);
    }

    @Override
    public <T> Optional<Injected<T>> create(Class<T> type) throws InstantiationException {
        BeanManager manager = beanManager();
        if (manager == null) {
            return Optional.empty();
        }
        try {
            Bean<?> bean = bean(manager, type);
            return Optional.of(bean == null ? component(manager, type) : reference(manager, bean, type));
        } catch (RuntimeException | LinkageError e) {
            throw failure(type, e);
        }
    }

    private static InstantiationException failure(Class<?> type, Throwable cause) {
        InstantiationException failure = new InstantiationException(
                type.getName() + " can't be created with what CDI injects: " + cause + reason(cause));
        failure.initCause(cause);
        return failure;
    }

    /** What is at the bottom: CDI wraps what the application throws. */
    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == cause ? "" : " (" + root + ")";
    }

    private BeanManager beanManager() {
        BeanManager known = beanManager;
        if (known == null) {
            known = beanManagers.get();
            beanManager = keeps ? known : null;
        }
        return known;
    }

    private static BeanManager current(ClassLoader classLoader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            CDI<Object> current = CDI.current();
            return current == null ? null : current.getBeanManager();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "CDI''s API is there, a CDI container isn''t: {0}", e.getMessage());
            return null;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The bean that a class is, or null; beans of its subclasses and of producers are other ones. */
    private static Bean<?> bean(BeanManager manager, Class<?> type) {
        Set<Bean<?>> own = manager.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == type)
                .collect(Collectors.toSet());
        return manager.resolve(own);
    }

    /** Only a dependent object belongs to whoever asked for it; all others are ended with their scope. */
    private static <T> Injected<T> reference(BeanManager manager, Bean<?> bean, Class<T> type) {
        CreationalContext<?> creation = manager.createCreationalContext(bean);
        T instance;
        try {
            instance = type.cast(manager.getReference(bean, type, creation));
        } catch (RuntimeException | LinkageError e) {
            creation.release();
            throw e;
        }
        return new Injected<>(instance, bean.getScope() == Dependent.class ? creation::release : null);
    }

    private <T> Injected<T> component(BeanManager manager, Class<T> type) {
        InjectionTarget<T> target = target(manager, type);
        CreationalContext<T> creation = manager.createCreationalContext(null);
        T instance;
        try {
            instance = target.produce(creation);
            target.inject(instance, creation);
            target.postConstruct(instance);
        } catch (RuntimeException | LinkageError e) {
            creation.release();
            throw e;
        }
        return new Injected<>(instance, () -> {
            try {
                target.preDestroy(instance);
                target.dispose(instance);
            } finally {
                creation.release();
            }
        });
    }

    @SuppressWarnings("unchecked")
    private <T> InjectionTarget<T> target(BeanManager manager, Class<T> type) {
        return keeps ? (InjectionTarget<T>) components.computeIfAbsent(type, key -> newTarget(manager, key))
                : newTarget(manager, type);
    }

    private static <T> InjectionTarget<T> newTarget(BeanManager manager, Class<T> type) {
        return manager.getInjectionTargetFactory(manager.createAnnotatedType(type)).createInjectionTarget(null);
    }
}
