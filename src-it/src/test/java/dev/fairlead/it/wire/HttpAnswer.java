package dev.fairlead.it.wire;

import java.util.List;
import java.util.Map;

/**
 * The head of an HTTP response, and what is known of its body.
 *
 * @param status  the status
 * @param headers lower-case names
 * @param body    empty after 101
 */
public record HttpAnswer(int status, Map<String, List<String>> headers, String body) {
    /** The value of a header, repeated ones joined by commas; null if there is none. */
    public String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : String.join(", ", values);
    }
}
