package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.InstanceProvider;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import org.apache.tomcat.websocket.server.DefaultServerEndpointConfigurator;
import org.junit.jupiter.api.Test;

class EndpointConfiguratorTest {
    @Test
    void defaultOfAnotherImplementationIsNobodysChoice() throws Exception {
        EndpointConfigurator configurator = new EndpointConfigurator(new DefaultServerEndpointConfigurator());

        assertThat(configurator.createsInstances()).isFalse();
        assertThat(configurator.checkOrigin("https://example.org")).isTrue();
        assertThat(configurator.instance(StringBuilder.class, InstanceProvider.CONSTRUCTORS).object())
                .isInstanceOf(StringBuilder.class);
    }

    @Test
    void overriddenMethodsOfASubclassCount() {
        EndpointConfigurator configurator = new EndpointConfigurator(new DefaultServerEndpointConfigurator() {
            @Override
            public boolean checkOrigin(String origin) {
                return false;
            }
        });

        assertThat(configurator.checkOrigin("https://example.org")).isFalse();
        assertThat(configurator.createsInstances()).isFalse();
    }

    @Test
    void methodsThatAreNotOverriddenAreAnsweredHere() {
        EndpointConfigurator configurator = new EndpointConfigurator(new Configurator());

        assertThat(configurator.createsInstances()).isFalse();
    }
}
