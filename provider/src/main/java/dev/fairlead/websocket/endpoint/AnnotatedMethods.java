package dev.fairlead.websocket.endpoint;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The annotated methods that an endpoint's class has or inherits. A method that is overridden doesn't count, whether or not
 * the one that overrides it is annotated (specification section 4.8).
 */
final class AnnotatedMethods {
    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(OnOpen.class, OnClose.class, OnError.class, OnMessage.class);

    private record Signature(String name, List<Class<?>> parameters) {
        Signature(Method method) {
            this(method.getName(), List.of(method.getParameterTypes()));
        }

        /** Written out, as {@code hashCode} is: before Java 18 the JDK keeps a class whose comparison it has generated. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Signature signature && name.equals(signature.name)
                    && parameters.equals(signature.parameters);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + parameters.hashCode();
        }
    }

    private final List<Method> methods = new ArrayList<>();

    AnnotatedMethods(Class<?> endpoint) {
        Set<Signature> overridden = new HashSet<>();
        for (Class<?> type = endpoint; type != null && type != Object.class; type = type.getSuperclass()) {
            List<Signature> declared = new ArrayList<>();
            for (Method method : type.getDeclaredMethods()) {
                Signature signature = new Signature(method);
                // a bridge carries its method's annotations, but only overrides
                if (!method.isBridge() && isAnnotated(method) && !overridden.contains(signature)) {
                    methods.add(method);
                }
                if (!Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                    declared.add(signature);
                }
            }
            overridden.addAll(declared);
        }
    }

    private static boolean isAnnotated(Method method) {
        return ANNOTATIONS.stream().anyMatch(method::isAnnotationPresent);
    }

    /** Those with an annotation; of the class itself first, then of its superclasses. */
    List<Method> with(Class<? extends Annotation> annotation) {
        return methods.stream().filter(method -> method.isAnnotationPresent(annotation)).toList();
    }

    /** The names of a method's annotations that make it an endpoint's. */
    static String names(Method method) {
        return String.join(", ", Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType).filter(ANNOTATIONS::contains).map(a -> '@' + a.getSimpleName()).toList());
    }

    /** All of them. */
    List<Method> all() {
        return List.copyOf(methods);
    }
}
