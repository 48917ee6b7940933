package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What the server's and the client's container have in common: defaults for sessions, and the client. Thread-safe. */
abstract class FairleadContainer implements WebSocketContainer {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration CUT_OFF = Duration.ofSeconds(1);
    private static final int UNLIMITED = Integer.MAX_VALUE - 8;

    private final ConnectionRuntime runtime;
    private final InstanceProvider instances;
    private final SessionCount sessionCount = new SessionCount();
    private final Client client;
    private final AtomicReference<Settings> settings;
    private volatile long asyncSendTimeout = -1;
    private volatile long idleTimeout;
    private volatile int textBufferSize;
    private volatile int binaryBufferSize;

    FairleadContainer(Settings settings, Executor executor, InstanceProvider instances,
            Supplier<List<ClientExtensionFactory>> clientExtensions) {
        this.settings = new AtomicReference<>(settings);
        this.instances = Objects.requireNonNull(instances, "instances");
        this.runtime = new ConnectionRuntime(executor);
        this.client = new Client(this, clientExtensions);
        this.idleTimeout = settings.idleTimeout().toMillis();
        this.textBufferSize = settings.maxTextMessageSize();
        this.binaryBufferSize = settings.maxBinaryMessageSize();
    }

    /**
     * The settings, with the defaults that were set since.
     *
     * @return for sessions that are opened from now on
     */
    public final Settings settings() {
        return settings.get();
    }

    /**
     * What the container's connections share. The host borrows buffers and threads for its transports from it.
     *
     * @return never null
     */
    public final ConnectionRuntime runtime() {
        return runtime;
    }

    final InstanceProvider instances() {
        return instances;
    }

    final SessionCount sessionCount() {
        return sessionCount;
    }

    final Client client() {
        return client;
    }

    /** Closes all sessions, waits for handshakes and peers at most the close timeout, and ends all threads. */
    final void end(CloseReason reason) {
        long begin = System.nanoTime();
        Duration most = settings().closeTimeout();
        sessionCount.closeAll(reason);
        sessionCount.awaitNone(most);
        runtime.awaitStreams(most.minusNanos(System.nanoTime() - begin));
        client.close();
        runtime.close();
        // a session whose peer didn't answer ends only now, and its endpoint is told so before the application is gone
        sessionCount.awaitNone(CUT_OFF);
    }

    @Override
    public final long getDefaultAsyncSendTimeout() {
        return asyncSendTimeout;
    }

    @Override
    public final void setAsyncSendTimeout(long milliseconds) {
        asyncSendTimeout = milliseconds;
    }

    @Override
    public final long getDefaultMaxSessionIdleTimeout() {
        return idleTimeout;
    }

    /** {@inheritDoc} More than a day holds as a day. */
    @Override
    public final void setDefaultMaxSessionIdleTimeout(long milliseconds) {
        idleTimeout = milliseconds;
        Duration value = Duration.ofMillis(Math.max(0, milliseconds));
        change(builder -> builder.idleTimeout(value.compareTo(LONGEST) > 0 ? LONGEST : value));
    }

    @Override
    public final int getDefaultMaxBinaryMessageBufferSize() {
        return binaryBufferSize;
    }

    @Override
    public final void setDefaultMaxBinaryMessageBufferSize(int bytes) {
        binaryBufferSize = bytes;
        change(builder -> builder.maxBinaryMessageSize(bytes > 0 ? bytes : UNLIMITED));
    }

    @Override
    public final int getDefaultMaxTextMessageBufferSize() {
        return textBufferSize;
    }

    @Override
    public final void setDefaultMaxTextMessageBufferSize(int bytes) {
        textBufferSize = bytes;
        change(builder -> builder.maxTextMessageSize(bytes > 0 ? bytes : UNLIMITED));
    }

    private void change(UnaryOperator<Settings.Builder> change) {
        settings.updateAndGet(before -> change.apply(before.toBuilder()).build());
    }

    @Override
    public final Session connectToServer(Object annotatedEndpointInstance, URI path)
            throws DeploymentException, IOException {
        Objects.requireNonNull(annotatedEndpointInstance, "annotatedEndpointInstance");
        return client.connect(ClientDeployment.annotated(annotatedEndpointInstance, instances), path);
    }

    @Override
    public final Session connectToServer(Class<?> annotatedEndpointClass, URI path)
            throws DeploymentException, IOException {
        Objects.requireNonNull(annotatedEndpointClass, "annotatedEndpointClass");
        return client.connect(ClientDeployment.annotated(annotatedEndpointClass, instances), path);
    }

    @Override
    public final Session connectToServer(Endpoint endpointInstance, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        Objects.requireNonNull(endpointInstance, "endpointInstance");
        return client.connect(ClientDeployment.programmatic(endpointInstance, config, instances), path);
    }

    @Override
    public final Session connectToServer(Class<? extends Endpoint> endpointClass, ClientEndpointConfig config, URI path)
            throws DeploymentException, IOException {
        Objects.requireNonNull(endpointClass, "endpointClass");
        return client.connect(ClientDeployment.programmatic(endpointClass, config, instances), path);
    }
}
