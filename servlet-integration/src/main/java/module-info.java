/** Mounts Fairlead in a servlet container. */
module dev.fairlead.websocket.servlet {
    requires transitive dev.fairlead.websocket;
    requires transitive jakarta.servlet;
    requires transitive jakarta.websocket;
    requires static jakarta.cdi;
    requires static org.eclipse.jetty.io;
    requires static org.eclipse.jetty.server;
    requires static org.eclipse.jetty.util;

    exports dev.fairlead.websocket.servlet;

    // containers create the upgrade handlers
    opens dev.fairlead.websocket.servlet.tomcat;
    opens dev.fairlead.websocket.servlet.generic;

    provides dev.fairlead.websocket.InstanceProvider
            with dev.fairlead.websocket.servlet.injection.InjectedInstances;
    provides jakarta.websocket.server.ServerEndpointConfig.Configurator
            with dev.fairlead.websocket.servlet.internal.DefaultConfiguratorProvider;
    provides jakarta.servlet.ServletContainerInitializer
            with dev.fairlead.websocket.servlet.FairleadInitializer;
}
