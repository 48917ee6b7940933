package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.TextConversion;
import dev.fairlead.websocket.coder.TypeResolver;
import dev.fairlead.websocket.endpoint.EndpointMethod.Argument;
import dev.fairlead.websocket.endpoint.EndpointMethod.Source;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks the signatures of an annotated endpoint's methods, and finds what each parameter is to be given. */
final class Signatures {
    /**
     * The parameters of an {@code @OnMessage} method.
     *
     * @param arguments what each is given
     * @param type      of the message
     * @param partial   whether there is a boolean that tells the last part
     */
    record Message(List<Argument> arguments, Type type, boolean partial) {
    }

    private final Class<?> endpoint;
    private final PathParamReader pathParams;

    Signatures(Class<?> endpoint, PathParamReader pathParams) {
        this.endpoint = endpoint;
        this.pathParams = pathParams;
    }

    EndpointMethod onOpen(Method method) throws DeploymentException {
        return new EndpointMethod(method, lifecycle("@OnOpen", method, EndpointConfig.class, false));
    }

    EndpointMethod onClose(Method method) throws DeploymentException {
        return new EndpointMethod(method, lifecycle("@OnClose", method, CloseReason.class, false));
    }

    EndpointMethod onError(Method method) throws DeploymentException {
        return new EndpointMethod(method, lifecycle("@OnError", method, Throwable.class, true));
    }

    private List<Argument> lifecycle(String annotation, Method method, Class<?> subject, boolean mandatory)
            throws DeploymentException {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Optional<Argument> known = common(method, parameter, arguments);
            if (known.isPresent()) {
                arguments.add(known.get());
            } else if (parameter.getType() == subject && !has(arguments, Source.SUBJECT)) {
                arguments.add(new Argument(Source.SUBJECT));
            } else {
                throw bad(method, "has a parameter " + parameter.getType().getName() + "; " + annotation
                        + " methods take at most one Session, one " + subject.getSimpleName()
                        + " and any number of @PathParam");
            }
        }
        if (mandatory && !has(arguments, Source.SUBJECT)) {
            throw bad(method, "has no parameter of type " + subject.getSimpleName() + "; add one, " + annotation
                    + " methods must take it");
        }
        return arguments;
    }

    Message onMessage(Method method) throws DeploymentException {
        List<Argument> arguments = new ArrayList<>(Arrays.asList(new Argument[method.getParameterCount()]));
        List<Integer> others = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Optional<Argument> known = common(method, parameters[i], arguments);
            if (known.isPresent()) {
                arguments.set(i, known.get());
            } else {
                others.add(i);
            }
        }
        boolean partial = others.size() == 2;
        int message = switch (others.size()) {
            case 1 -> others.get(0);
            case 2 -> others.get(isFlag(parameters[others.get(0)]) ? 1 : 0);
            default -> throw bad(method, others.isEmpty() ? "has no parameter for the message; add one"
                    : "has " + others.size() + " parameters that may be the message; keep one");
        };
        if (partial) {
            int flag = others.get(0) + others.get(1) - message;
            if (!isFlag(parameters[flag])) {
                throw bad(method, "has two parameters that may be the message, " + parameters[message].getType().getName()
                        + " and " + parameters[flag].getType().getName()
                        + "; keep one, or make the second a boolean that tells the last part");
            }
            arguments.set(flag, new Argument(Source.LAST));
        }
        arguments.set(message, new Argument(Source.SUBJECT));
        Type type = TypeResolver.resolve(method.getGenericParameterTypes()[message], endpoint,
                method.getDeclaringClass());
        return new Message(arguments, type, partial);
    }

    private Optional<Argument> common(Method method, Parameter parameter, List<Argument> before)
            throws DeploymentException {
        Optional<String> name = pathParams.name(parameter);
        if (name.isPresent()) {
            TextConversion conversion = TextConversion.to(parameter.getType()).orElseThrow(() -> bad(method,
                    "has @PathParam(\"" + name.get() + "\") on a " + parameter.getType().getName()
                            + "; use String, a primitive or its wrapper"));
            return Optional.of(new Argument(Source.PATH, name.get(), conversion, parameter.getType().isPrimitive()));
        }
        if (parameter.getType() != Session.class) {
            return Optional.empty();
        }
        if (has(before, Source.SESSION)) {
            throw bad(method, "has two parameters of type Session; keep one");
        }
        return Optional.of(new Argument(Source.SESSION));
    }

    private static boolean has(List<Argument> arguments, Source source) {
        return arguments.stream().anyMatch(argument -> argument != null && argument.source() == source);
    }

    private static boolean isFlag(Parameter parameter) {
        return parameter.getType() == boolean.class || parameter.getType() == Boolean.class;
    }

    DeploymentException bad(Method method, String fault) {
        return new DeploymentException("endpoint " + endpoint.getName() + ": " + method.getName() + ' ' + fault);
    }
}
