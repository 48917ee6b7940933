package dev.fairlead.websocket.container;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Extension;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A client endpoint's configuration for one connection. */
final class ClientConnectionConfig extends ConnectionConfig implements ClientEndpointConfig {
    private final ClientEndpointConfig config;

    ClientConnectionConfig(ClientEndpointConfig config) {
        super(config);
        this.config = config;
    }

    @Override
    public List<String> getPreferredSubprotocols() {
        return config.getPreferredSubprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return config.getExtensions();
    }

    @Override
    public SSLContext getSSLContext() {
        return config.getSSLContext();
    }

    @Override
    public Configurator getConfigurator() {
        return config.getConfigurator();
    }
}
