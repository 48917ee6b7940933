package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.InstanceProvider;
import dev.fairlead.websocket.Settings;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is created for a connection that doesn't come about is destroyed, or isn't created at all. */
class ClientInstancesTest {
    /** Nobody listens there. */
    private static final URI NOWHERE = URI.create("ws://127.0.0.1:1/");

    private final List<Object> alive = new ArrayList<>();
    private int created;

    private final InstanceProvider instances = new InstanceProvider() {
        @Override
        public <T> T create(Class<T> type) throws InstantiationException {
            T instance = CONSTRUCTORS.create(type);
            alive.add(instance);
            created++;
            return instance;
        }

        @Override
        public void destroy(Object instance) {
            alive.remove(instance);
        }
    };

    /** Can't be created. */
    public static class Hidden extends ClientEndpointConfig.Configurator {
        private Hidden() {
        }
    }

    /** Its configurator can't be created. */
    @ClientEndpoint(configurator = Hidden.class)
    public static class BadConfigurator {
    }

    /** Nothing is wrong with it. */
    @ClientEndpoint
    public static class Annotated {
    }

    /** Nothing is wrong with it either. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
        }
    }

    @Test
    void endpointIsDestroyedWhenNobodyAnswers() {
        try (FairleadWebSocketContainer container =
                new FairleadWebSocketContainer(Settings.DEFAULTS, null, instances)) {
            assertThatThrownBy(() -> container.connectToServer(Annotated.class, NOWHERE)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> container.connectToServer(Programmatic.class, null, NOWHERE))
                    .isInstanceOf(IOException.class);
        }
        assertThat(created).isEqualTo(2);
        assertThat(alive).isEmpty();
    }

    @Test
    void badConfigurationLeavesNoEndpointBehind() {
        ClientEndpointConfig badDecoder = ClientEndpointConfig.Builder.create().decoders(List.of(Decoder.class)).build();
        try (FairleadWebSocketContainer container =
                new FairleadWebSocketContainer(Settings.DEFAULTS, null, instances)) {
            assertThatThrownBy(() -> container.connectToServer(BadConfigurator.class, NOWHERE))
                    .isInstanceOf(DeploymentException.class);
            assertThatThrownBy(() -> container.connectToServer(Programmatic.class, badDecoder, NOWHERE))
                    .isInstanceOf(DeploymentException.class);
        }
        assertThat(alive).isEmpty();
    }
}
