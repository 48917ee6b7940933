package dev.fairlead.websocket.server;

import dev.fairlead.websocket.server.LauncherArguments.UsageException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Serves the endpoints of a class path: {@code java -cp ... dev.fairlead.websocket.server.Main --port 8080
 * com.example.Chat}. {@code --help} prints all options. Exit codes: 1 if the server can't start, 2 if the command line is
 * wrong.
 */
public final class Main {
    private final ClassLoader loader;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    Main(ClassLoader loader, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.loader = loader;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts a server, which runs until the process is ended; then sessions are closed with 1001.
     *
     * @param args see {@code --help}
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Main main = new Main(Thread.currentThread().getContextClassLoader(), System.getenv(), System.out, System.err);
        int exit = main.run(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    int run(String... args) throws InterruptedException {
        try {
            LauncherArguments arguments = LauncherArguments.parse(args);
            if (arguments.help()) {
                out.print(LauncherArguments.USAGE);
                return 0;
            }
            Server server = start(arguments);
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "fairlead-stop"));
            server.join();
            return 0;
        } catch (UsageException | IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println("--help tells more");
            return 2;
        } catch (DeploymentException | IOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    Server start(LauncherArguments arguments) throws UsageException, DeploymentException, IOException {
        Server.Builder builder = Server.builder()
                .host(arguments.host())
                .port(arguments.port())
                .contextPath(arguments.contextPath())
                .staticFiles(arguments.staticFiles());
        if (arguments.keyStore() != null) {
            builder.tls(arguments.keyStore(), password());
        }
        for (String name : arguments.names()) {
            add(name, builder);
        }
        Server server = builder.build().start();
        out.println("Fairlead listens on " + (arguments.keyStore() == null ? "ws" : "wss") + "://"
                + (arguments.host() == null ? "localhost" : arguments.host()) + ":" + server.port()
                + arguments.contextPath());
        return server;
    }

    private char[] password() throws UsageException {
        String password = environment.get(LauncherArguments.PASSWORD_VARIABLE);
        if (password == null) {
            throw new UsageException("--keystore needs the environment variable " + LauncherArguments.PASSWORD_VARIABLE);
        }
        return password.toCharArray();
    }

    private void add(String name, Server.Builder builder) throws UsageException, IOException {
        Class<?> named = find(name);
        if (named == null) {
            Set<Class<?>> found = new LinkedHashSet<>();
            for (Class<?> each : new PackageScan(loader).classes(name)) {
                if (belongsToAnApplication(each)) {
                    found.add(each);
                }
            }
            if (found.isEmpty()) {
                throw new UsageException("there is neither a class nor a package with endpoints named " + name
                        + " on the class path (java -cp)");
            }
            builder.scanned(found);
        } else if (ServerApplicationConfig.class.isAssignableFrom(named)) {
            builder.scanned(Set.of(named));
        } else if (named.isAnnotationPresent(ServerEndpoint.class)) {
            builder.endpoint(named);
        } else {
            throw new UsageException(name + " is no endpoint: it has no @ServerEndpoint, and it isn't a "
                    + "ServerApplicationConfig");
        }
    }

    private Class<?> find(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private static boolean belongsToAnApplication(Class<?> type) {
        return type.isAnnotationPresent(ServerEndpoint.class)
                || Endpoint.class.isAssignableFrom(type)
                || ServerApplicationConfig.class.isAssignableFrom(type);
    }
}
