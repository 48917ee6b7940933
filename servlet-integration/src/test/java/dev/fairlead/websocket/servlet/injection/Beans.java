package dev.fairlead.websocket.servlet.injection;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the tests inject, and inject into. */
public final class Beans {
    /** What happened, in order. */
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    private Beans() {
    }

    /** Injected by its constructor, a field and a method. */
    public static class Injected {
        private final Service byConstructor;
        @Inject
        private Service byField;
        private Service byMethod;

        /** Has no other one. */
        @Inject
        public Injected(Service service) {
            byConstructor = service;
        }

        /** Called by CDI. */
        @Inject
        public void use(Service service) {
            byMethod = service;
        }

        @PostConstruct
        void begin() {
            EVENTS.add("begin");
        }

        @PreDestroy
        void end() {
            EVENTS.add("end");
        }

        /** Intercepted. */
        @Loud
        public String greet() {
            return byConstructor.name() + byField.name() + byMethod.name();
        }
    }

    /** What is injected. */
    @ApplicationScoped
    public static class Service {
        /** A name. */
        public String name() {
            return "s";
        }
    }

    /** A bean that belongs to who asked for it. */
    @Dependent
    public static class Own extends Injected {
        /** Has no other one. */
        @Inject
        public Own(Service service) {
            super(service);
        }
    }

    /** A bean that lives as long as the application. */
    @ApplicationScoped
    public static class Shared {
        private int calls;

        /** Counts. */
        public int count() {
            return ++calls;
        }

        @PreDestroy
        void end() {
            EVENTS.add("end of the shared");
        }
    }

    /** A dependent object of whoever has it. */
    @Dependent
    public static class Part {
        @PreDestroy
        void end() {
            EVENTS.add("end of the part");
        }
    }

    /** Has a part, and is no bean. */
    public static class Whole {
        @Inject
        Part part;
    }

    /** Fails when it is injected into. */
    public static class Failing {
        @Inject
        Part part;

        @PostConstruct
        void begin() {
            throw new IllegalStateException("not now");
        }
    }

    /** Wants what nobody has. */
    public static class Unsatisfied {
        @Inject
        Runnable nobodyHasOne;
    }

    /** Has nothing that CDI could call. */
    public static class Closed {
        /** Not for CDI. */
        public Closed(String text) {
        }
    }

    /** Only reflection can call its constructor. */
    public static class Plain {
        @Inject
        Service service;
    }

    /** Makes answers loud. */
    @InterceptorBinding
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Loud {
    }

    /** See {@link Loud}. */
    @Loud
    @Interceptor
    public static class LoudInterceptor {
        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            return call.proceed() + "!";
        }
    }
}
