package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import jakarta.websocket.Extension;

/**
 * A protocol's extension parameter as Jakarta shows it: an absent value is the empty string.
 *
 * @param parameter what it shows
 */
record ExtensionParameterView(ExtensionParameter parameter) implements Extension.Parameter {
    @Override
    public String getName() {
        return parameter.name();
    }

    @Override
    public String getValue() {
        return parameter.value() == null ? "" : parameter.value();
    }
}
