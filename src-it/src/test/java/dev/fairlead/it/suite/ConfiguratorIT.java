package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URI;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a {@code ServerEndpointConfig.Configurator} decides, has inherited, and fails at (specification section 3.1). */
@ExtendWith(ArquillianExtension.class)
class ConfiguratorIT {
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("configurator", ConfiguratorEndpoints.class, ConfiguratorConfigs.class, ExtensionEndpoints.class,
                PipelineEndpoints.class, Notes.class);
    }

    private URI uri(String path) {
        return Addresses.ws(base, path);
    }

    private WireClient open(String path, String... headers) throws Exception {
        return WireClient.open(uri(path), headers);
    }

    @Test
    void annotatedEndpointHasOneConfiguratorAndEachHandshakeUserPropertiesOfItsOwn() throws Exception {
        try (WireClient one = open("/counted")) {
            int first = Integer.parseInt(one.ask("handshake"));
            String instances = one.ask("instances");
            assertThat(one.answer().header("x-handshake")).isEqualTo(first + ", again");
            try (WireClient other = open("/counted")) {
                assertThat(other.ask("handshake")).isEqualTo(String.valueOf(first + 1));
                assertThat(other.ask("seen before")).isEqualTo("null");
                assertThat(other.ask("instances")).as("instances of the configurator").isEqualTo(instances);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://good.example | 101
            https://evil.example | 403
            https://other.org    | 403
            """)
    void checkOriginOfTheClassAndItsSuperclassDecide(String origin, int status) throws Exception {
        assertThat(WireClient.handshakeAnswer(uri("/inherited"), "Origin: " + origin).status()).isEqualTo(status);
    }

    @Test
    void inheritedMethodChoosesTheSubprotocol() throws Exception {
        try (WireClient client = open("/inherited", "Sec-WebSocket-Protocol: v1, v2")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isEqualTo("v2");
            assertThat(client.ask("which")).isEqualTo("v2");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Sec-WebSocket-Protocol: v2, v1                  | v2
            Sec-WebSocket-Protocol: v0, v1                  | v1
            Sec-WebSocket-Protocol: v0                      |
            Origin: https://any.example                     |
            """)
    void methodsOfThePlatformsConfiguratorCanBeCalled(String header, String subprotocol) throws Exception {
        try (WireClient one = open("/passing", header); WireClient other = open("/passing", header)) {
            String expected = " " + (subprotocol == null ? "" : subprotocol) + " ";
            assertThat(one.answer().header("sec-websocket-protocol")).isEqualTo(subprotocol);
            assertThat(one.ask("which")).isEqualTo("1" + expected);
            assertThat(one.ask("which")).isEqualTo("2" + expected);
            assertThat(other.ask("which")).as("an endpoint of its own").isEqualTo("1" + expected);
        }
    }

    @Test
    void extensionsAreThePlatformsWhereTheConfiguratorPassesTheQuestionOn() throws Exception {
        try (WireClient client = open("/passing", DEFLATE)) {
            assertThat(client.answer().header("sec-websocket-extensions")).startsWith("permessage-deflate");
        }
    }

    @Test
    void oneEndpointObjectServesAllConnectionsWhereTheConfiguratorSaysSo() throws Exception {
        try (WireClient one = open("/shared/ada"); WireClient other = open("/shared/bob")) {
            // both have been opened once both have answered
            one.ask("whose");
            assertThat(other.ask("whose")).isEqualTo("from the configurator [ada, bob] for bob");
            assertThat(one.ask("whose")).isEqualTo("from the configurator [ada, bob] for ada");
        }
    }

    @Test
    void configuratorThatFailsRefusesTheHandshakeWith500() throws Exception {
        assertThat(WireClient.handshakeAnswer(uri("/failing?modify")).status()).isEqualTo(500);
        assertThat(WireClient.handshakeAnswer(uri("/failing"), "Origin: https://origin.example").status()).isEqualTo(500);
    }

    @Test
    void endpointThatIsNotMadeClosesWith1011() throws Exception {
        try (WireClient client = open("/failing")) {
            assertThat(client.readClose().closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void nullIsNoSubprotocolAndNoExtension() throws Exception {
        try (WireClient client = open("/nulls", "Sec-WebSocket-Protocol: null", DEFLATE)) {
            assertThat(client.answer().header("sec-websocket-protocol")).isNull();
            assertThat(client.answer().header("sec-websocket-extensions")).isNull();
            assertThat(client.ask("which")).isEqualTo("[] []");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permessage-deflate           | true
            x-unknown, permessage-deflate | true
            permessage-deflate, x-unknown | false
            """)
    void configuratorChoosesTheExtensions(String offer, boolean accepted) throws Exception {
        try (WireClient client = open("/last-extension", "Sec-WebSocket-Extensions: " + offer)) {
            String answer = client.answer().header("sec-websocket-extensions");
            assertThat(answer != null && answer.startsWith("permessage-deflate")).isEqualTo(accepted);
            if (!accepted) {
                assertThat(client.ask("which")).isEmpty();
            }
        }
    }

    @Test
    void configurationThatReturnsAnotherConfiguratorAtEachCallIsAskedOnceForAHandshake() throws Exception {
        try (WireClient client = open("/changing", "Sec-WebSocket-Protocol: a")) {
            String[] calls = client.ask("calls").split(" ");
            assertThat(calls).hasSize(3).containsOnly(calls[0]);
        }
    }

    @Test
    void listsAndMapsOfAConfigurationMayBeImmutableOrNull() throws Exception {
        try (WireClient client = open("/immutable")) {
            assertThat(client.ask("hello")).isEqualTo("{given=1, session=2}");
        }
        try (WireClient client = open("/immutable")) {
            assertThat(client.ask("hello")).as("the next connection").isEqualTo("{given=1, session=2}");
        }
    }
}
