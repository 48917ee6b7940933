package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Context parameters set what an endpoint doesn't say itself. */
@ExtendWith(ArquillianExtension.class)
class ContextParametersIT {
    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("parameters", Map.of("fairlead.perMessageDeflate", "false",
                "fairlead.maxTextMessageSize", "2000", "fairlead.origins", "https://good.example"),
                ExtensionEndpoints.class, PipelineEndpoints.class, Notes.class, SessionEndpoints.class);
    }

    @Test
    void compressionIsOffExceptWhereAnEndpointWantsIt() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/default"), OFFER)) {
            assertThat(client.answer().header("sec-websocket-extensions")).isNull();
        }
        try (WireClient client = WireClient.open(Addresses.ws(base, "/on"), OFFER)) {
            assertThat(client.answer().header("sec-websocket-extensions")).startsWith("permessage-deflate");
        }
    }

    @Test
    void messageOverTheApplicationsLimitClosesWith1009() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/life/x"))) {
            assertThat(client.ask("x".repeat(2000))).hasSize(2000);
            client.text("x".repeat(2001));
            var close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void originThatIsNotListedIsForbidden() throws Exception {
        URI uri = Addresses.ws(base, "/life/x");
        assertThat(WireClient.handshakeAnswer(uri, "Origin: https://other.example").status()).isEqualTo(403);
        assertThat(WireClient.handshakeAnswer(uri, "Origin: https://good.example").status()).isEqualTo(101);
        assertThat(WireClient.handshakeAnswer(uri).status()).as("no browser").isEqualTo(101);
    }
}
