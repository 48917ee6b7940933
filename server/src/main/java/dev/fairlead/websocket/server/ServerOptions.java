package dev.fairlead.websocket.server;

import dev.fairlead.websocket.Settings;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a {@link Server.Builder} collected; its methods say what each means. */
record ServerOptions(
        String host,
        int port,
        String contextPath,
        Settings settings,
        String staticFiles,
        Path keyStore,
        char[] keyStorePassword,
        List<Class<?>> endpoints,
        List<ServerEndpointConfig> configs,
        Set<Class<?>> scanned) {
    String address() {
        return "port " + port + " of " + (host == null ? "this machine" : host);
    }
}
