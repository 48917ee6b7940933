package dev.fairlead.websocket.container;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;

/**
 * An extension as Jakarta shows it: what a request asked for, or a response agreed on. A parameter without a value has the
 * empty string.
 *
 * @param offer the element of the header
 */
record NamedExtension(ExtensionOffer offer) implements Extension {
    private record NamedParameter(String getName, String getValue) implements Extension.Parameter {
    }

    /** The element of a header for any extension of an application. */
    static ExtensionOffer offer(Extension extension) {
        if (extension instanceof NamedExtension named) {
            return named.offer;
        }
        List<ExtensionParameter> parameters = new ArrayList<>();
        if (extension.getParameters() != null) {
            for (Extension.Parameter parameter : extension.getParameters()) {
                String value = parameter.getValue();
                parameters.add(new ExtensionParameter(parameter.getName(),
                        value == null || value.isEmpty() ? null : value));
            }
        }
        return new ExtensionOffer(extension.getName(), parameters);
    }

    @Override
    public String getName() {
        return offer.name();
    }

    @Override
    public List<Parameter> getParameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (ExtensionParameter parameter : offer.parameters()) {
            parameters.add(new NamedParameter(parameter.name(), parameter.value() == null ? "" : parameter.value()));
        }
        return parameters;
    }

    /**
     * Equal if the headers' elements are. Written out, as {@code hashCode} is: the JDK keeps the class of the record that was
     * compared last by generated code, before Java 18 for good, and with it an application's class loader.
     */
    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof NamedExtension named && toString().equals(named.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return offer.toString();
    }
}
