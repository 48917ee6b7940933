package dev.fairlead.websocket.container;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** A server endpoint's configuration for one connection. */
final class ServerConnectionConfig extends ConnectionConfig implements ServerEndpointConfig {
    private final ServerEndpointConfig config;
    private final Configurator configurator;

    ServerConnectionConfig(ServerEndpointConfig config, Configurator configurator) {
        super(config);
        this.config = config;
        this.configurator = configurator;
    }

    @Override
    public Class<?> getEndpointClass() {
        return config.getEndpointClass();
    }

    @Override
    public String getPath() {
        return config.getPath();
    }

    @Override
    public List<String> getSubprotocols() {
        return config.getSubprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return config.getExtensions();
    }

    @Override
    public Configurator getConfigurator() {
        return configurator;
    }
}
