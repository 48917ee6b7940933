package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's extension factory that is a {@link Extension} too, so that an endpoint's configuration can list it:
 * {@code ClientEndpointConfig.Builder.extensions(List.of(myExtension))}.
 */
public interface ClientExtension extends ClientExtensionFactory, Extension {
    /** {@inheritDoc} */
    @Override
    default String getName() {
        return name();
    }

    /**
     * The parameters of the offer.
     *
     * @return those of {@link #offer}
     */
    @Override
    default List<Parameter> getParameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (ExtensionParameter parameter : offer()) {
            parameters.add(new ExtensionParameterView(parameter));
        }
        return parameters;
    }
}
