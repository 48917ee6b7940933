package dev.fairlead.websocket.endpoint;

import jakarta.websocket.server.PathParam;
import java.lang.reflect.Parameter;
import java.util.Optional;

/**
 * Finds the {@code @PathParam} of a method's parameter. An interface of its own because a client may run without the
 * server's half of the API.
 */
@FunctionalInterface
public interface PathParamReader {
    /** For clients: no parameter has one. */
    PathParamReader NONE = parameter -> Optional.empty();

    /**
     * The name of the variable that a parameter stands for.
     *
     * @param parameter of a method
     * @return empty if it isn't annotated
     */
    Optional<String> name(Parameter parameter);

    /**
     * For server endpoints. A name in braces, as it stands in the template, is the name within.
     *
     * @return reads the annotation
     */
    static PathParamReader annotations() {
        return parameter -> Optional.ofNullable(parameter.getAnnotation(PathParam.class)).map(PathParam::value)
                .map(PathParamReader::withoutBraces);
    }

    private static String withoutBraces(String name) {
        return name.startsWith("{") && name.endsWith("}") ? name.substring(1, name.length() - 1) : name;
    }
}
