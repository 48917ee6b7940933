package dev.fairlead.websocket.servlet.internal;

import dev.fairlead.websocket.container.DefaultConfigurator;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * The provider's default configurator as a service of this module. The provider's own module can't offer it: its clients
 * have no module with the service's type. On the class path the provider's {@code META-INF/services} does.
 */
public final class DefaultConfiguratorProvider {
    private DefaultConfiguratorProvider() {
    }

    /**
     * What {@link java.util.ServiceLoader} calls.
     *
     * @return a new one
     */
    public static ServerEndpointConfig.Configurator provider() {
        return new DefaultConfigurator();
    }
}
