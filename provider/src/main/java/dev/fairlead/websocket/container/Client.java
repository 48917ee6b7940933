package dev.fairlead.websocket.container;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.client.ClientConnector;
import dev.fairlead.websocket.client.UpgradeListener;
import dev.fairlead.websocket.client.UpgradeRequest;
import dev.fairlead.websocket.client.Upgraded;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.session.JakartaSession;
import dev.fairlead.websocket.session.OpenSessions;
import dev.fairlead.websocket.session.SessionInfo;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The client of a container: connects its endpoints. Thread-safe. */
final class Client implements AutoCloseable {
    private final FairleadContainer container;
    private final ClientSessions openSessions = new ClientSessions();
    private final ReentrantLock lock = new ReentrantLock();
    /** Asked by the thread that connects, at each connect. */
    private final Supplier<List<ClientExtensionFactory>> installed;
    private ClientConnector connector;
    private boolean closed;

    Client(FairleadContainer container, Supplier<List<ClientExtensionFactory>> installed) {
        this.container = container;
        this.installed = installed;
    }

    /**
     * Connects and opens a session.
     *
     * @throws DeploymentException if the endpoint, its configuration or the URI is bad, or the server refuses
     * @throws IOException         if there is no connection
     */
    Session connect(ClientDeployment deployment, URI uri) throws DeploymentException, IOException {
        boolean opened = false;
        try {
            ClientConnectionConfig config = new ClientConnectionConfig(deployment.config());
            Settings settings = new EndpointSettings(deployment.name(), container.settings(), config.getUserProperties())
                    .over(container.settings());
            SSLContext tls = TomcatProperties.sslContext(config.getSSLContext(), config.getUserProperties());
            UpgradeRequest request = new UpgradeRequest(uri, config.getPreferredSubprotocols(),
                    offers(deployment, settings), tls, new Configured(config.getConfigurator()));
            Upgraded upgraded = connector().connect(request, settings);
            opened = true;
            return open(deployment, config, upgraded, settings);
        } catch (HandshakeException e) {
            throw new DeploymentException(e.getMessage(), e);
        } finally {
            if (!opened) {
                deployment.endpoint().release();
            }
        }
    }

    private List<ClientExtensionFactory> offers(ClientDeployment deployment, Settings settings)
            throws DeploymentException {
        List<ClientExtensionFactory> offers = new ArrayList<>();
        List<Extension> given = deployment.config().getExtensions();
        List<Extension> listed = given == null ? List.of() : given;
        try {
            for (Extension extension : listed) {
                if (extension != PerMessageDeflate.off()) {
                    offers.add(factory(extension, settings));
                }
            }
            PerMessageDeflate.client(settings, deployment.deflate()).ifPresent(deflate -> addNew(offers, deflate));
        } catch (IllegalArgumentException e) {
            throw new DeploymentException("endpoint " + deployment.name().getName() + ": " + e.getMessage(), e);
        }
        installed.get().forEach(factory -> addNew(offers, factory));
        if (listed.contains(PerMessageDeflate.off())) {
            offers.removeIf(factory -> factory.name().equals(PerMessageDeflate.NAME));
        }
        return offers;
    }

    private static ClientExtensionFactory factory(Extension listed, Settings settings) {
        if (listed instanceof ClientExtensionFactory factory) {
            return factory;
        }
        return listed.getName().equals(PerMessageDeflate.NAME)
                ? PerMessageDeflate.clientOf(settings, listed)
                : new ListedExtension(NamedExtension.offer(listed));
    }

    private static void addNew(List<ClientExtensionFactory> offers, ClientExtensionFactory factory) {
        if (offers.stream().noneMatch(offer -> offer.name().equals(factory.name()))) {
            offers.add(factory);
        }
    }

    private ClientConnector connector() throws IOException {
        lock.lock();
        try {
            if (closed) {
                throw new IOException("the container has been closed; it connects no more");
            }
            if (connector == null) {
                connector = new ClientConnector(container.runtime());
            }
            return connector;
        } finally {
            lock.unlock();
        }
    }

    private JakartaSession open(ClientDeployment deployment, ClientConnectionConfig config, Upgraded upgraded,
            Settings settings) {
        URI uri = upgraded.uri();
        List<Extension> negotiated = new ArrayList<>();
        for (NegotiatedExtension extension : upgraded.extensions()) {
            negotiated.add(new NamedExtension(new ExtensionOffer(extension.name(), extension.parameters())));
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SessionInfo info = new SessionInfo(container, config, uri, QueryParameters.parse(uri.getRawQuery()), Map.of(), null,
                upgraded.subprotocol(), List.copyOf(negotiated), config.getUserProperties(),
                uri.getScheme().equalsIgnoreCase("wss"), null,
                loader == null ? deployment.name().getClassLoader() : loader);
        OpenSessions same = openSessions.enter(deployment.key());
        TrackedEndpoint endpoint = new TrackedEndpoint(deployment.endpoint(), container.sessionCount()::add, session -> {
            container.sessionCount().remove(session);
            openSessions.leave(deployment.key());
        });
        return JakartaSession.open(Role.CLIENT, upgraded.transport(), new ExtensionPipeline(upgraded.extensions()), info,
                endpoint, same, container.runtime(), settings);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (connector != null) {
                connector.close();
                connector = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets the application's configurator see and change the handshake. */
    private record Configured(ClientEndpointConfig.Configurator configurator) implements UpgradeListener {
        @Override
        public void beforeRequest(Headers headers) {
            if (configurator != null) {
                HandshakeHeaders changed = HandshakeHeaders.modifiable(headers);
                configurator.beforeRequest(changed.getHeaders());
                changed.replace(headers);
            }
        }

        @Override
        public void afterResponse(int status, Headers headers) {
            if (configurator != null) {
                configurator.afterResponse(HandshakeHeaders.modifiable(headers));
            }
        }
    }
}
