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

    private final Method method;
    private final Argument[] arguments;
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
        this.arguments = arguments.toArray(new Argument[0]);
        this.handle = handle(method);
    }

    private static MethodHandle handle(Method method) throws DeploymentException {
        try {
            method.setAccessible(true);
            MethodHandle direct = MethodHandles.lookup().unreflect(method).asFixedArity();
            MethodHandle bound = Modifier.isStatic(method.getModifiers())
                    ? MethodHandles.dropArguments(direct, 0, Object.class) : direct;
            return bound.asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new DeploymentException(method + " can't be called; open or export the package "
                    + method.getDeclaringClass().getPackageName() + " to the module dev.fairlead.websocket", e);
        }
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
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            Argument argument = arguments[i];
            values[i] = switch (argument.source()) {
                case SESSION -> session;
                case SUBJECT -> subject;
                case LAST -> last;
                case PATH -> path.argument(argument.name(), argument.conversion(), argument.primitive());
            };
        }
        return handle.invokeExact(instance, values);
    }

    /** Class and name. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getName() + '.' + method.getName();
    }
}
