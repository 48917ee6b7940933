package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Broadcast;
import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.ServerContainerFactory;

/** Tyrus on Grizzly. It compresses only where an endpoint's configurator asks for its extension, hence the subclasses. */
public final class TyrusServer {
    private static final int FRAME_HEADER = 14;

    private TyrusServer() {
    }

    /** Answers the first offer of permessage-deflate. */
    public static class Deflating extends ServerEndpointConfig.Configurator {
        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            boolean offered = requested.stream().anyMatch(each -> each.getName().equals("permessage-deflate"));
            return offered ? List.of(new PerMessageDeflateExtension()) : List.of();
        }
    }

    /** {@link Echo} that compresses. */
    @ServerEndpoint(value = "/echo", configurator = Deflating.class)
    public static class DeflatingEcho extends Echo {
    }

    /** {@link Broadcast} that compresses. */
    @ServerEndpoint(value = "/broadcast", configurator = Deflating.class)
    public static class DeflatingBroadcast extends Broadcast {
    }

    public static void main(String[] args) throws Exception {
        // A frame has to fit into what Tyrus keeps of its input, whatever the session's message limit is.
        Map<String, Object> properties =
                Map.of("org.glassfish.tyrus.incomingBufferSize", Echo.LIMIT + FRAME_HEADER);
        ServerContainer container = ServerContainerFactory.createServerContainer(properties);
        container.addEndpoint(DeflatingEcho.class);
        container.addEndpoint(DeflatingBroadcast.class);
        container.start("/", Listening.port(args));
        if (Listening.hasTls(args)) {
            listen(container, Listening.tlsPort(args));
        }
        Listening.ready(args);
        Thread.currentThread().join();
    }

    /** Tyrus has no setting for TLS, but Grizzly has; the rest is as Tyrus sets its Grizzly up. */
    private static void listen(ServerContainer container, int port) throws Exception {
        NetworkListener listener = new NetworkListener("tls", Listening.HOST, port);
        listener.setSecure(true);
        try (TlsKey key = TlsKey.create()) {
            listener.setSSLEngineConfig(new SSLEngineConfigurator(key.context(), false, false, false));
        }
        listener.getTransport().setIOStrategy(WorkerThreadIOStrategy.getInstance());
        listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        listener.registerAddOn(new WebSocketAddOn(container, "/"));
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.start();
    }
}
