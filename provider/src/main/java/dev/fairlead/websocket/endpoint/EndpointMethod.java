package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.TextConversion;
import jakarta.websocket.DecodeException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;

/** A method of an annotated endpoint, ready to be called. Immutable. */
final class EndpointMethod {
    /** What a parameter is given. */
    enum Source {
        /** The session. */
        SESSION,
        /** What the callback is about: the message, the close reason, the error or the configuration. */
        SUBJECT,
        /** Whether a part is the last of its message. */
        LAST,
        /** A variable of the path. */
        PATH
    }

    /**
     * A parameter.
     *
     * @param source     what it is given
     * @param name       of the path's variable
     * @param conversion of the path's segment
     * @param primitive  whether it can't be null
     */
    record Argument(Source source, String name, TextConversion conversion, boolean primitive) {
        Argument(Source source) {
            this(source, null, null, false);
        }
    }

    /** How every method is called: with all that any may want. */
    private static final MethodType CALL = MethodType.methodType(Object.class,
            Object.class, Session.class, PathParameters.class, Object.class, boolean.class);
    private static final MethodHandle PATH_ARGUMENT = pathArgument();

    private final Method method;
    private final MethodHandle handle;

    /**
     * Makes a method callable.
     *
     * @param method    a public one
     * @param arguments one for each parameter
     * @throws DeploymentException if its module doesn't let it be called
     */
    EndpointMethod(Method method, List<Argument> arguments) throws DeploymentException {
        this.method = method;
        this.handle = handle(method, arguments);
    }

    private static MethodHandle pathArgument() {
        try {
            return MethodHandles.lookup().findVirtual(PathParameters.class, "argument",
                    MethodType.methodType(Object.class, String.class, TextConversion.class, boolean.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static MethodHandle handle(Method method, List<Argument> arguments) throws DeploymentException {
        try {
            method.setAccessible(true);
            MethodHandle direct = MethodHandles.lookup().unreflect(method).asFixedArity();
            return arrange(Modifier.isStatic(method.getModifiers())
                    ? MethodHandles.dropArguments(direct, 0, Object.class) : direct, arguments);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new DeploymentException(method + " can't be called; open or export the package "
                    + method.getDeclaringClass().getPackageName() + " to the module dev.fairlead.websocket", e);
        }
    }

    /** Brings what a call has into the method's order, once, so that a call needs no array of arguments. */
    private static MethodHandle arrange(MethodHandle bound, List<Argument> arguments) {
        Class<?>[] types = new Class<?>[arguments.size() + 1];
        int[] order = new int[types.length];
        types[0] = Object.class;
        for (int i = 1; i < types.length; i++) {
            Source source = arguments.get(i - 1).source();
            order[i] = switch (source) {
                case SESSION -> 1;
                case PATH -> 2;
                case SUBJECT -> 3;
                case LAST -> 4;
            };
            types[i] = source == Source.PATH ? Object.class : CALL.parameterType(order[i]);
        }
        MethodHandle arranged = bound.asType(MethodType.methodType(Object.class, types));
        for (int i = 1; i < types.length; i++) {
            Argument argument = arguments.get(i - 1);
            if (argument.source() == Source.PATH) {
                arranged = MethodHandles.filterArguments(arranged, i, MethodHandles.insertArguments(PATH_ARGUMENT, 1,
                        argument.name(), argument.conversion(), argument.primitive()));
            }
        }
        return MethodHandles.permuteArguments(arranged, CALL, order);
    }

    /**
     * Calls it.
     *
     * @param instance the endpoint
     * @param session  the session
     * @param path     the session's
     * @param subject  what the callback is about
     * @param last     whether a part is the last of its message
     * @return what it returns; null for void
     * @throws DecodeException if a path parameter can't be converted
     * @throws Throwable       what it throws
     */
    Object call(Object instance, Session session, PathParameters path, Object subject, boolean last) throws Throwable {
        return handle.invokeExact(instance, session, path, subject, last);
    }

    /** Class and name. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + '.' + method.getName();
    }
}
