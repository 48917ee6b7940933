package dev.fairlead.websocket.endpoint;

import dev.fairlead.websocket.coder.TextConversion;
import jakarta.websocket.DecodeException;
import java.util.Map;

/**
 * The values of a URI template's variables for one session. Immutable.
 *
 * @param values names to the segments of the path
 */
record PathParameters(Map<String, String> values) {
    /** Of a client's session, which has none. */
    static final PathParameters NONE = new PathParameters(Map.of());

    /**
     * The argument for a parameter.
     *
     * @param name       of the variable
     * @param conversion to the parameter's type
     * @param primitive  whether the parameter can't be null
     * @return null if there is no such variable
     * @throws DecodeException if the segment is no value of the type
     */
    Object argument(String name, TextConversion conversion, boolean primitive) throws DecodeException {
        String value = values.get(name);
        if (value != null) {
            return conversion.convert(value);
        }
        if (primitive) {
            throw new DecodeException("", "the path has no parameter \"" + name + "\", and a primitive can't be null");
        }
        return null;
    }
}
