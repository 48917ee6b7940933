package dev.fairlead.websocket.protocol.extension;

import java.util.List;
import java.util.Objects;

/**
 * One element of a {@code Sec-WebSocket-Extensions} header: an offer in a request, an answer in a response.
 *
 * @param name       the extension's registered name
 * @param parameters its parameters in the order of the header, duplicates kept
 */
public record ExtensionOffer(String name, List<ExtensionParameter> parameters) {
    /**
     * Creates an offer.
     *
     * @param name       the extension's registered name
     * @param parameters its parameters in the order of the header, duplicates kept
     */
    public ExtensionOffer {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
    }

    /** As in the header. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        for (ExtensionParameter parameter : parameters) {
            text.append("; ").append(parameter);
        }
        return text.toString();
    }
}
