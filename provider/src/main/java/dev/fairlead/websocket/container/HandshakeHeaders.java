package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.handshake.Headers;
import jakarta.websocket.HandshakeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a handshake as an application sees and changes them: names ignore case, lists can be changed.
 *
 * @param getHeaders names to values
 */
record HandshakeHeaders(Map<String, List<String>> getHeaders) implements HandshakeResponse {
    /**
     * Headers to be changed.
     *
     * @param headers copied
     */
    static HandshakeHeaders modifiable(Headers headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.asMap().forEach((name, values) -> copy.put(name, new ArrayList<>(values)));
        return new HandshakeHeaders(copy);
    }

    /** What the application made of them; names without a value are gone. */
    Headers toHeaders() {
        Headers headers = new Headers();
        replace(headers);
        return headers;
    }

    /** Puts what the application made of them in the place of what there was. */
    void replace(Headers headers) {
        headers.asMap().keySet().forEach(headers::remove);
        getHeaders.forEach((name, values) -> {
            if (values != null) {
                values.stream().filter(value -> value != null).forEach(value -> headers.add(name, value));
            }
        });
    }
}
