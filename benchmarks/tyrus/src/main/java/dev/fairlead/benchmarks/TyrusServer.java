package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Broadcast;
import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension;
import org.glassfish.tyrus.server.Server;

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
        Server server = new Server(Listening.HOST, Listening.port(args), "/", properties,
                Set.of(DeflatingEcho.class, DeflatingBroadcast.class));
        server.start();
        Listening.ready(args);
        Thread.currentThread().join();
    }
}
