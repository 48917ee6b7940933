package dev.fairlead.tck;

import dev.fairlead.tck.spi.Application;
import dev.fairlead.tck.spi.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.Archive;

/** The server of a setup: takes WARs, puts Fairlead where a user would, deploys them. */
public final class TestServer implements AutoCloseable {
    private final Setup setup;
    private final WebServer server;
    private final List<Path> webInfLib = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private final int port;

    /**
     * Starts a server.
     *
     * @param setup which
     * @throws Exception if it doesn't start
     */
    public TestServer(Setup setup) throws Exception {
        this.setup = setup;
        this.server = setup.target().lib() == null ? ownServer(setup.target()) : isolated();
        this.port = server.start();
    }

    private static WebServer ownServer(Target target) throws ReflectiveOperationException {
        return (WebServer) Class.forName(target.serverClass()).getConstructor().newInstance();
    }

    private WebServer isolated() throws Exception {
        List<Path> all = Jars.in(setup.servers().resolve(setup.target().lib()).resolve("target/lib"));
        List<Path> serverJars = new ArrayList<>(setup.module() ? all : Jars.withoutWebSocket(all));
        List<Path> fairlead = new ArrayList<>();
        if (setup.fairlead()) {
            fairlead.addAll(Jars.fairlead());
        }
        boolean apiMissing = Jars.withoutWebSocket(all).size() + Jars.api(all).size() == all.size() || !setup.module();
        if (apiMissing) {
            fairlead.addAll(Jars.api(all));
        }
        if (setup.embedded()) {
            fairlead.removeAll(serverJars);
            serverJars.addAll(fairlead);
        } else {
            webInfLib.addAll(fairlead);
            if (apiMissing) {
                serverJars.removeAll(fairlead);
            }
        }
        return new IsolatedServer(setup.target().serverClass(), serverJars);
    }

    /**
     * The port that answers before anything is deployed.
     *
     * @return on 127.0.0.1; 0 if there is none
     */
    public int port() {
        return port;
    }

    /**
     * Deploys an archive under its name.
     *
     * @param archive a WAR without Fairlead
     * @return the port that it answers on
     * @throws Exception why it can't be deployed
     */
    public int deploy(Archive<?> archive) throws Exception {
        Path directory = Files.createTempDirectory("fairlead-war");
        temporary.add(directory);
        WarFiles war = WarFiles.unpack(archive, directory);
        Map<String, String> parameters = new HashMap<>(setup.target().parameters());
        if (setup.embedded()) {
            parameters.putAll(war.contextParameters());
        } else {
            war.addLibraries(webInfLib);
        }
        return server.deploy(new Application(contextPath(archive), directory, setup.embedded(), war.classes(),
                parameters));
    }

    /**
     * Where an archive is deployed.
     *
     * @param archive the WAR
     * @return a slash and its name without {@code .war}; empty for {@code ROOT.war}
     */
    public static String contextPath(Archive<?> archive) {
        String name = archive.getName().replaceFirst("\\.war$", "");
        return name.equals("ROOT") ? "" : "/" + name;
    }

    /**
     * Stops an application.
     *
     * @param contextPath where it is
     * @throws Exception if it doesn't stop
     */
    public void undeploy(String contextPath) throws Exception {
        server.undeploy(contextPath);
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("can't stop " + setup, e);
        }
        for (Path directory : temporary) {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
