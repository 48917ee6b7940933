package dev.fairlead.websocket.container;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.session.JakartaSession;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The server container of one application. Thread-safe. */
public final class FairleadServerContainer extends FairleadContainer implements ServerContainer {
    /**
     * An endpoint that a path leads to.
     *
     * @param config         the endpoint
     * @param pathParameters the URI template's variables
     */
    public record Match(ServerEndpointConfig config, Map<String, String> pathParameters) {
    }

    private final ClassLoader classLoader;
    private final List<ServerExtensionFactory> installed;
    private final Deployments deployments = new Deployments(instances());
    private final HttpSessions httpSessions = new HttpSessions();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile HttpUpgrader upgrader;
    private volatile boolean stopped;

    /**
     * Creates a container without endpoints, whose endpoints are created by their constructors.
     *
     * @param settings    limits and timeouts
     * @param classLoader the application's
     */
    public FairleadServerContainer(Settings settings, ClassLoader classLoader) {
        this(settings, classLoader, null, InstanceProvider.CONSTRUCTORS);
    }

    /**
     * Creates a container without endpoints.
     *
     * @param settings    limits and timeouts
     * @param classLoader the application's
     * @param executor    runs endpoint code that no transport thread runs; null for the default
     * @param instances   creates endpoints, encoders and decoders
     */
    public FairleadServerContainer(Settings settings, ClassLoader classLoader, Executor executor,
            InstanceProvider instances) {
        this(settings, classLoader, executor, instances, InstalledExtensions.client(classLoader));
    }

    private FairleadServerContainer(Settings settings, ClassLoader classLoader, Executor executor,
            InstanceProvider instances, List<ClientExtensionFactory> clientExtensions) {
        super(settings, executor, instances, () -> clientExtensions);
        this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
        this.installed = InstalledExtensions.server(classLoader);
    }

    ClassLoader classLoader() {
        return classLoader;
    }

    List<ServerExtensionFactory> installedExtensions() {
        return installed;
    }

    /** permessage-deflate, unless it is switched off, and what {@link java.util.ServiceLoader} found. */
    @Override
    public Set<Extension> getInstalledExtensions() {
        ServerExtensions all = ServerExtensions.of(
                PerMessageDeflate.server(settings(), null).map(List::<Extension>of).orElse(List.of()), installed,
                settings());
        return new LinkedHashSet<>(all.installed());
    }

    /**
     * {@inheritDoc}
     *
     * <p>A class that was added before is left as it is. While the application starts, a bad endpoint removes all others, and
     * none can be added behind it; once handshakes have begun, only the bad one is refused.
     */
    @Override
    public void addEndpoint(Class<?> endpointClass) throws DeploymentException {
        Objects.requireNonNull(endpointClass, "endpointClass");
        deployments.add(endpointClass, settings());
    }

    /**
     * {@inheritDoc}
     *
     * <p>While the application starts, a bad endpoint removes all others, and none can be added behind it; once handshakes
     * have begun, only the bad one is refused.
     */
    @Override
    public void addEndpoint(ServerEndpointConfig serverConfig) throws DeploymentException {
        Objects.requireNonNull(serverConfig, "serverConfig");
        deployments.add(serverConfig, settings());
    }

    /**
     * Deploys what a scan of the application found: applies each {@code ServerApplicationConfig}, or deploys all annotated
     * endpoints if there is none.
     *
     * @param scanned classes with {@code @ServerEndpoint}, subclasses of {@code Endpoint}, and classes that
     *                implement {@code ServerApplicationConfig}; what may not be deployed is skipped
     * @throws DeploymentException if any endpoint is bad: then none is deployed
     */
    public void deployScanned(Set<Class<?>> scanned) throws DeploymentException {
        deployments.add(scanned, settings());
    }

    /**
     * Finds the endpoint of a path.
     *
     * @param path behind the context path, decoded, beginning with a slash
     * @return the best match, if any
     */
    public Optional<Match> match(String path) {
        return deployments.find(path).map(found -> new Match(found.endpoint().config(), found.pathParameters()));
    }

    /**
     * Does the opening handshake: checks the request, asks the configurator, negotiates.
     *
     * @param match    the endpoint, deployed or not
     * @param exchange the request
     * @return what to answer
     * @throws HandshakeException  with the status to answer instead
     * @throws DeploymentException if an endpoint that wasn't deployed is bad
     */
    public AcceptedUpgrade upgrade(Match match, ServerExchange exchange) throws HandshakeException, DeploymentException {
        SessionCount.Handshake handshake = sessionCount().handshakeBegins(settings().closeTimeout());
        boolean accepted = false;
        try {
            // asked behind the begin: whoever stops the container waits for this handshake, or this one is refused
            if (stopped) {
                throw new HandshakeException(503, "the application stops");
            }
            AcceptedUpgrade upgrade = accept(match, exchange, handshake);
            accepted = true;
            return upgrade;
        } finally {
            if (!accepted) {
                sessionCount().handshakeEnded(handshake);
            }
        }
    }

    private AcceptedUpgrade accept(Match match, ServerExchange exchange, SessionCount.Handshake handshake)
            throws HandshakeException, DeploymentException {
        deployments.serve();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            Deployment deployment = deployments.of(match.config(), settings());
            ServerUpgrade.Agreed agreed =
                    new ServerUpgrade(this, deployment, exchange, match.pathParameters()).negotiate();
            String httpSessionId = agreed.info().httpSessionId();
            boolean bound = httpSessionId != null && agreed.info().userPrincipal() != null;
            return new AcceptedSession(this, deployment, agreed, handshake,
                    bound ? httpSessions.join(httpSessionId) : null);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Tells who does {@code upgradeHttpToWebSocket}; without one it throws UnsupportedOperationException.
     *
     * @param upgrader the host's
     */
    public void setUpgrader(HttpUpgrader upgrader) {
        this.upgrader = upgrader;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException outside a servlet container
     */
    @Override
    public void upgradeHttpToWebSocket(Object httpServletRequest, Object httpServletResponse, ServerEndpointConfig config,
            Map<String, String> pathParameters) throws IOException, DeploymentException {
        HttpUpgrader host = upgrader;
        if (host == null) {
            throw new UnsupportedOperationException("upgradeHttpToWebSocket works in a servlet container only");
        }
        host.upgrade(httpServletRequest, httpServletResponse, config, pathParameters);
    }

    /** A handshake becomes a session; the member is null for one that isn't bound to an HTTP session. */
    void sessionBegins(JakartaSession session, SessionCount.Handshake handshake, HttpSessions.Member member) {
        sessionCount().add(session);
        sessionCount().handshakeEnded(handshake);
        if (stopped) {
            session.closeByContainer(goingAway());
        }
        if (member != null && !member.begin(session)) {
            session.closeByContainer(httpSessionEnded());
        }
    }

    /** A handshake was accepted that doesn't become a session; the member is null likewise. */
    void handshakeAbandoned(SessionCount.Handshake handshake, HttpSessions.Member member) {
        if (member != null) {
            member.end();
        }
        sessionCount().handshakeEnded(handshake);
    }

    void sessionEnded(JakartaSession session, HttpSessions.Member member) {
        if (member != null) {
            member.end();
        }
        sessionCount().remove(session);
    }

    /**
     * An HTTP session has ended or its user logged out: its authenticated WebSocket sessions are closed with 1008.
     *
     * @param httpSessionId the session's id
     */
    public void httpSessionEnded(String httpSessionId) {
        httpSessions.end(httpSessionId).forEach(session -> session.closeByContainer(httpSessionEnded()));
    }

    private static CloseReason httpSessionEnded() {
        return new CloseReason(CloseCodes.VIOLATED_POLICY, "the HTTP session has ended");
    }

    /**
     * An HTTP session was given another id.
     *
     * @param oldId the id so far
     * @param newId the id from now on
     */
    public void httpSessionRenamed(String oldId, String newId) {
        httpSessions.rename(oldId, newId);
    }

    /**
     * Stops: new handshakes are refused with 503, all sessions are closed with 1001, those among them whose handshake has
     * been accepted but that aren't open yet, and threads end. Waits for hosts and peers at most the close timeout, and so
     * does who calls it while another thread is about it.
     */
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            stopped = true;
            try {
                end(goingAway());
            } finally {
                ended.countDown();
            }
        } else {
            awaitEnd();
        }
    }

    /** An endpoint that calls {@link #stop} in its onClose would be waited for and wait itself: so not for longer. */
    private void awaitEnd() {
        try {
            ended.await(settings().closeTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CloseReason goingAway() {
        return new CloseReason(CloseCodes.GOING_AWAY, "the application stops");
    }
}
