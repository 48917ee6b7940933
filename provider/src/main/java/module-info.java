/** A Jakarta WebSocket provider: server and client, with an open extension pipeline. */
module dev.fairlead.websocket {
    requires transitive jakarta.websocket.client;
    requires static transitive jakarta.websocket;

    exports dev.fairlead.websocket;
    exports dev.fairlead.websocket.protocol;
    exports dev.fairlead.websocket.protocol.extension;
    exports dev.fairlead.websocket.protocol.frame;
    exports dev.fairlead.websocket.protocol.handshake;
    exports dev.fairlead.websocket.connection;
    exports dev.fairlead.websocket.container;

    uses dev.fairlead.websocket.InstanceProvider;
    uses dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
    uses dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;

    provides jakarta.websocket.ContainerProvider
            with dev.fairlead.websocket.container.FairleadContainerProvider;
    // ServerEndpointConfig.Configurator is provided by the server's module: a client doesn't read its API.
}
