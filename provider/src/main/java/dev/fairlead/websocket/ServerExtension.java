package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import jakarta.websocket.Extension;
import java.util.List;

/**
 * A server's extension factory that is a {@link Extension} too, so that an endpoint's configuration can list it:
 * {@code ServerEndpointConfig.Builder.extensions(List.of(myExtension))}.
 */
public interface ServerExtension extends ServerExtensionFactory, Extension {
    /** {@inheritDoc} */
    @Override
    default String getName() {
        return name();
    }

    /**
     * What {@code getInstalledExtensions} shows of it.
     *
     * @return no parameters, unless overridden
     */
    @Override
    default List<Parameter> getParameters() {
        return List.of();
    }
}
