/** The embedded default: WebSocket endpoints served by Jetty, from a builder or from the command line. */
module dev.fairlead.websocket.server {
    requires transitive dev.fairlead.websocket;
    requires transitive jakarta.websocket;
    requires dev.fairlead.websocket.servlet;
    requires org.eclipse.jetty.ee11.servlet;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;

    exports dev.fairlead.websocket.server;
}
