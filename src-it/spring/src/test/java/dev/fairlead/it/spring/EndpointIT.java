package dev.fairlead.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.container.FairleadServerContainer;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What ServerEndpointExporter deploys, and what mounts it. */
class EndpointIT {
    private final RunningShop shop = RunningShop.shared();

    @Test
    void theServerIsTheOneUnderTest() {
        assertThat(shop.context().getWebServer().getClass().getName())
                .containsIgnoringCase(System.getProperty("spring.server", ""));
    }

    @Test
    void theServerContainerIsFairleads() {
        ServerContainer attribute = (ServerContainer) shop.context().getServletContext()
                .getAttribute(ServerContainer.class.getName());

        assertThat(attribute).isInstanceOf(FairleadServerContainer.class);
    }

    @Test
    void springSetsTheLimitsOfTheServerContainer() {
        assertThat(shop.context().getBean(ServerContainer.class).getDefaultMaxTextMessageBufferSize())
                .isEqualTo(EndpointConfiguration.LIMIT);
    }

    @Test
    void annotatedEndpointsAreBeans() throws Exception {
        assertThat(answer("/prices", "tea")).isEqualTo("tea costs 3");
        assertThat(answer("/prices", "implementation")).isEqualTo("dev.fairlead.websocket.session.JakartaSession of "
                + FairleadServerContainer.class.getName());
    }

    @Test
    void configuredEndpointsAreInjected() throws Exception {
        Received received = new Received();
        try (Session session = shop.connect("/bytes", received)) {
            session.getBasicRemote().sendBinary(ByteBuffer.wrap("milk".getBytes(StandardCharsets.UTF_8)));

            assertThat(received.text()).isEqualTo("milk costs 4");
        }
    }

    @Test
    void springSecurityStandsBeforeEndpoints() throws Exception {
        assertThat(answer("/prices", "who")).isEqualTo(RunningShop.USER);
        assertThatThrownBy(() -> shop.connectUnknown("/prices"))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("401");
    }

    @Test
    void messagesAreCompressed() throws Exception {
        try (Session session = shop.connect("/prices", new Received())) {
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("permessage-deflate");
        }
    }

    private String answer(String path, String question) throws Exception {
        Received received = new Received();
        try (Session session = shop.connect(path, received)) {
            session.getBasicRemote().sendText(question);
            return received.text();
        }
    }
}
