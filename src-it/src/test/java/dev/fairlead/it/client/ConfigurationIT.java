package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.server.Server;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a builder was given is what the endpoints of both sides find in their configuration. */
class ConfigurationIT {
    private static final CompletableFuture<ServerEndpointConfig> ON_SERVER = new CompletableFuture<>();

    private record Listed(String getName, List<Parameter> getParameters) implements Extension {
    }

    /** Keeps its configuration. */
    public static class Keeping extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            ON_SERVER.complete((ServerEndpointConfig) config);
        }
    }

    /** Is asked for the endpoint. */
    public static final class OwnConfigurator extends ServerEndpointConfig.Configurator {
    }

    @Test
    void bothEndpointsFindWhatTheirBuilderWasGiven() throws Exception {
        OwnConfigurator configurator = new OwnConfigurator();
        Extension extension = new Listed("x-listed", List.of());
        ServerEndpointConfig server = ServerEndpointConfig.Builder.create(Keeping.class, "/keep/{what}")
                .subprotocols(List.of("v2", "v1"))
                .extensions(List.of(extension))
                .encoders(List.of(ClientFormsIT.Words.class))
                .decoders(List.of(ClientFormsIT.Words.class))
                .configurator(configurator)
                .build();
        server.getUserProperties().put("key", "value");
        ClientEndpointConfig client = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("v1"))
                .extensions(List.of(extension))
                .encoders(List.of(ClientFormsIT.Words.class))
                .decoders(List.of(ClientFormsIT.Words.class))
                .configurator(new ClientEndpointConfig.Configurator())
                .build();
        client.getUserProperties().put("key", "client's");
        CompletableFuture<EndpointConfig> onClient = new CompletableFuture<>();
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                onClient.complete(config);
            }
        };
        try (Server running = Server.builder().host("127.0.0.1").port(0).endpoint(server).build().start();
                Session session = ContainerProvider.getWebSocketContainer().connectToServer(endpoint, client,
                        URI.create("ws://127.0.0.1:" + running.port() + "/keep/it"))) {
            ServerEndpointConfig found = ON_SERVER.get(10, TimeUnit.SECONDS);
            assertThat(found.getPath()).isEqualTo("/keep/{what}");
            assertThat(found.getEndpointClass()).isEqualTo(Keeping.class);
            assertThat(found.getSubprotocols()).containsExactly("v2", "v1");
            assertThat(found.getExtensions()).containsExactly(extension);
            assertThat(found.getConfigurator()).isSameAs(configurator);
            assertThat(found.getUserProperties()).containsEntry("key", "value");
            assertCoders(found);

            ClientEndpointConfig foundByClient = (ClientEndpointConfig) onClient.get(10, TimeUnit.SECONDS);
            assertThat(foundByClient.getPreferredSubprotocols()).containsExactly("v1");
            assertThat(foundByClient.getExtensions()).containsExactly(extension);
            assertThat(foundByClient.getConfigurator()).isSameAs(client.getConfigurator());
            assertThat(foundByClient.getSSLContext()).isNull();
            assertThat(foundByClient.getUserProperties()).containsEntry("key", "client's");
            assertCoders(foundByClient);

            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v1");
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName).contains("x-listed");
        }
    }

    private static void assertCoders(EndpointConfig config) {
        assertThat(config.getEncoders()).containsExactly(ClientFormsIT.Words.class);
        assertThat(config.getDecoders()).containsExactly(ClientFormsIT.Words.class);
    }
}
