package dev.fairlead.websocket.protocol.extension;

import java.util.Objects;

/**
 * One parameter of an extension in a {@code Sec-WebSocket-Extensions} header (RFC 6455 section 9.1).
 *
 * @param name  a token
 * @param value the value, unquoted, or null where the parameter stands alone
 */
public record ExtensionParameter(String name, String value) {
    /**
     * Creates a parameter.
     *
     * @param name  a token
     * @param value the value, unquoted, or null where the parameter stands alone
     */
    public ExtensionParameter {
        Objects.requireNonNull(name, "name");
    }

    /**
     * A parameter without a value.
     *
     * @param name a token
     * @return the parameter
     */
    public static ExtensionParameter flag(String name) {
        return new ExtensionParameter(name, null);
    }

    /** As in the header. */
    @Override
    public String toString() {
        return value == null ? name : name + '=' + value;
    }
}
