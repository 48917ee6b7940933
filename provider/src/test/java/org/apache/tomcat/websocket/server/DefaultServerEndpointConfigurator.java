package org.apache.tomcat.websocket.server;

import jakarta.websocket.server.ServerEndpointConfig;

/** Stands for the configurator that the API finds where Tomcat's WebSocket is on the class path. */
public class DefaultServerEndpointConfigurator extends ServerEndpointConfig.Configurator {
    @Override
    public boolean checkOrigin(String origin) {
        throw new AssertionError("asked for an origin");
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        throw new AssertionError("asked for an instance");
    }
}
