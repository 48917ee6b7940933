package dev.fairlead.websocket.server;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * WebSocket endpoints on an embedded Jetty.
 * <pre>{@code
 * try (Server server = Server.builder().port(8080).endpoint(Chat.class).build()) {
 *     server.start();
 *     server.join();
 * }
 * }</pre>
 * A server starts once and stops once. Thread-safe.
 */
public final class Server implements AutoCloseable {
    private final ServerOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private JettyHost host;
    private boolean stopped;

    private Server(ServerOptions options) {
        this.options = options;
    }

    /**
     * A builder for a server on port 8080 of all the machine's addresses, without endpoints.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Deploys the endpoints and listens. If this fails, nothing is left running.
     *
     * @return this
     * @throws DeploymentException   if an endpoint is bad; the message says what to mend
     * @throws IOException           if the port can't be listened on, or the key store or the static files aren't there
     * @throws IllegalStateException if this server was started before
     */
    public Server start() throws DeploymentException, IOException {
        lock.lock();
        try {
            if (host != null || stopped) {
                throw new IllegalStateException("this server was started before; build another one");
            }
            JettyHost starting = new JettyHost(options);
            starting.start();
            host = starting;
            return this;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The port that is listened on.
     *
     * @return the actual one where the builder was given 0
     * @throws IllegalStateException if this server isn't running
     */
    public int port() {
        return running().port();
    }

    /**
     * The container of the endpoints, to which others can be added at any time.
     *
     * @return the one that endpoints find in their session, too
     * @throws IllegalStateException if this server isn't running
     */
    public FairleadServerContainer container() {
        return running().container();
    }

    /**
     * Waits until this server is stopped; returns at once if it is already.
     *
     * @throws InterruptedException  if the thread is interrupted
     * @throws IllegalStateException if this server was never started
     */
    public void join() throws InterruptedException {
        JettyHost joined;
        lock.lock();
        try {
            joined = host;
        } finally {
            lock.unlock();
        }
        if (joined == null) {
            throw new IllegalStateException("this server wasn't started; call start()");
        }
        joined.join();
    }

    /**
     * Stops: new handshakes are refused, every session is closed with 1001 (going away), and the port is given back. Waits
     * for the peers' close frames at most the close timeout ({@link Settings#closeTimeout}), also while another thread is
     * about it. Does nothing if the server isn't running.
     */
    public void stop() {
        JettyHost stopping;
        lock.lock();
        try {
            stopping = host;
            stopped = true;
        } finally {
            lock.unlock();
        }
        if (stopping != null) {
            stopping.stop();
        }
    }

    /** The same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    private JettyHost running() {
        lock.lock();
        try {
            if (host == null || stopped) {
                throw new IllegalStateException("this server isn't running; call start()");
            }
            return host;
        } finally {
            lock.unlock();
        }
    }

    /** Collects what a server needs. Not thread-safe. */
    public static final class Builder {
        private String host;
        private int port = 8080;
        private String contextPath = "/";
        private Settings settings;
        private String staticFiles;
        private Path keyStore;
        private char[] keyStorePassword;
        private final List<Class<?>> endpoints = new ArrayList<>();
        private final List<ServerEndpointConfig> configs = new ArrayList<>();
        private final Set<Class<?>> scanned = new LinkedHashSet<>();

        private Builder() {
        }

        /**
         * Sets the address to listen on.
         *
         * @param host a name or address of this machine, as {@code 127.0.0.1}; null for all its addresses, which is the
         *             default
         * @return this
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /**
         * Sets the port to listen on.
         *
         * @param port 1 to 65535, or 0 for any that is free; 8080 is the default
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder port(int port) {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("port is " + port + "; it must be 0 (any that is free) to 65535");
            }
            this.port = port;
            return this;
        }

        /**
         * Sets what stands before the endpoints' paths.
         *
         * @param contextPath begins with a slash; {@code /} is the default
         * @return this
         * @throws IllegalArgumentException if it doesn't begin with a slash, or ends with one behind something
         */
        public Builder contextPath(String contextPath) {
            if (!contextPath.startsWith("/") || contextPath.length() > 1 && contextPath.endsWith("/")) {
                throw new IllegalArgumentException("contextPath is " + contextPath
                        + "; it must begin with a slash and not end with one, as /app");
            }
            this.contextPath = contextPath;
            return this;
        }

        /**
         * Adds annotated endpoints.
         *
         * @param classes with {@link jakarta.websocket.server.ServerEndpoint}
         * @return this
         */
        public Builder endpoint(Class<?>... classes) {
            endpoints.addAll(List.of(classes));
            return this;
        }

        /**
         * Adds an endpoint.
         *
         * @param config its configuration
         * @return this
         */
        public Builder endpoint(ServerEndpointConfig config) {
            configs.add(Objects.requireNonNull(config, "config"));
            return this;
        }

        /**
         * Adds what a scan of an application found, to be deployed as a servlet container would: each {@code
         * ServerApplicationConfig} is asked, and without one all annotated endpoints are deployed.
         *
         * @param classes of any kind; those that are no endpoints are skipped
         * @return this
         */
        public Builder scanned(Set<Class<?>> classes) {
            scanned.addAll(classes);
            return this;
        }

        /**
         * Sets limits and timeouts.
         *
         * @param settings where they aren't given, system properties and the defaults hold
         * @return this
         */
        public Builder settings(Settings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Serves files beside the endpoints: what {@code index.html} in it is for {@code /}.
         *
         * @param folder a folder of the class path, as {@code web}; null for no files, which is the default
         * @return this
         */
        public Builder staticFiles(String folder) {
            this.staticFiles = folder;
            return this;
        }

        /**
         * Serves https and wss instead of http and ws.
         *
         * @param keyStore a PKCS #12 or JKS file with the server's key and certificates
         * @param password of the key store and its key; copied
         * @return this
         */
        public Builder tls(Path keyStore, char[] password) {
            this.keyStore = Objects.requireNonNull(keyStore, "keyStore");
            this.keyStorePassword = password.clone();
            return this;
        }

        /**
         * The server, not started.
         *
         * @return a new server
         */
        public Server build() {
            return new Server(new ServerOptions(host, port, contextPath, settings, staticFiles, keyStore,
                    keyStorePassword, List.copyOf(endpoints), List.copyOf(configs), Set.copyOf(scanned)));
        }
    }
}
