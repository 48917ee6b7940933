package dev.fairlead.websocket.protocol.extension;

import java.util.List;
import java.util.Objects;

/**
 * A server's answer to an offer that it accepts.
 *
 * @param parameters what the response says
 * @param extension  the extension, ready for one connection
 */
public record Accepted(List<ExtensionParameter> parameters, NegotiatedExtension extension) {
    /**
     * Creates an answer.
     *
     * @param parameters what the response says
     * @param extension  the extension, ready for one connection
     */
    public Accepted {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(extension, "extension");
    }
}
