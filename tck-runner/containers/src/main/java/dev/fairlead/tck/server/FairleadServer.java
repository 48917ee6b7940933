package dev.fairlead.tck.server;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.tck.spi.WebServer;
import dev.fairlead.websocket.container.SettingsReader;
import dev.fairlead.websocket.server.Server;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Fairlead's own server, one for each application, with the classes of the tests' class path. */
public final class FairleadServer implements WebServer {
    private final Map<String, Server> servers = new HashMap<>();

    /** Creates it without servers. */
    public FairleadServer() {
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int deploy(Application application) throws Exception {
        Set<Class<?>> classes = new HashSet<>();
        for (String name : application.classes()) {
            classes.add(Class.forName(name, false, getClass().getClassLoader()));
        }
        Server server = Server.builder()
                .host("127.0.0.1")
                .port(0)
                .contextPath(application.contextPath().isEmpty() ? "/" : application.contextPath())
                .scanned(classes)
                .settings(SettingsReader.read(SettingsReader.system(), application.parameters(), Set.of()))
                .build();
        server.start();
        servers.put(application.contextPath(), server);
        return server.port();
    }

    @Override
    public void undeploy(String contextPath) {
        Server server = servers.remove(contextPath);
        if (server != null) {
            server.stop();
        }
    }

    @Override
    public void stop() {
        servers.values().forEach(Server::stop);
    }
}
