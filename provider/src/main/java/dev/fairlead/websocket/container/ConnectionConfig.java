package dev.fairlead.websocket.container;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An endpoint's configuration for one connection: the user properties are a shallow copy of its own, and where the
 * session's start.
 */
abstract class ConnectionConfig implements EndpointConfig {
    private final EndpointConfig config;
    private final Map<String, Object> userProperties = new ConcurrentHashMap<>();

    ConnectionConfig(EndpointConfig config) {
        this.config = config;
        if (config.getUserProperties() != null) {
            config.getUserProperties().forEach((name, value) -> {
                if (name != null && value != null) {
                    userProperties.put(name, value);
                }
            });
        }
    }

    @Override
    public final List<Class<? extends Encoder>> getEncoders() {
        return config.getEncoders();
    }

    @Override
    public final List<Class<? extends Decoder>> getDecoders() {
        return config.getDecoders();
    }

    @Override
    public final Map<String, Object> getUserProperties() {
        return userProperties;
    }
}
