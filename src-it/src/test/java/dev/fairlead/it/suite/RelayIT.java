package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that is a client of its own, and details of sessions that are easily missed. */
@ExtendWith(ArquillianExtension.class)
class RelayIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("relay", RelayEndpoints.class);
    }

    private WireClient open(String path, String... headers) throws Exception {
        return WireClient.open(Addresses.ws(base, path), headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "container"})
    void endpointConnectsToAnotherOfItsApplicationWithFairleadsClient(String by) throws Exception {
        try (WireClient client = open("/relay/" + by)) {
            assertThat(client.ask("hello")).isEqualTo("hello true true dev.fairlead.websocket.container");
            assertThat(client.ask("again")).startsWith("again true true");
        }
    }

    @ParameterizedTest
    @CsvSource({"braces, two", "order, 'z,m,a'", "subprotocol, ''''''"})
    void detailIsAsTheSpecificationHasIt(String what, String expected) throws Exception {
        try (WireClient client = open("/detail/one/two/three")) {
            assertThat(client.ask(what)).isEqualTo(expected);
        }
    }

    @Test
    void noCommonSubprotocolIsEmptyAndHasNoHeader() throws Exception {
        try (WireClient client = open("/detail/one/two/three", "Sec-WebSocket-Protocol: v2, v3")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isNull();
            assertThat(client.ask("subprotocol")).isEqualTo("''");
        }
    }

    @ParameterizedTest
    @CsvSource({"q, letter q", "quick, letter q"})
    void characterIsTheFirstOfItsMessage(String sent, String expected) throws Exception {
        try (WireClient client = open("/letter")) {
            assertThat(client.ask(sent)).isEqualTo(expected);
        }
    }

    @Test
    void sessionThatMayBeIdleForAMillisecondEnds() throws Exception {
        try (WireClient client = open("/detail/one/two/three")) {
            client.text("idle");
            assertThat(client.readClose().closeCode()).isNotEqualTo(1005);
        }
    }

    @Test
    void whatThePeerSaysWhileOnOpenRunsIsHeardAfterIt() throws Exception {
        try (WireClient client = open("/busy"); WireClient other = open("/release")) {
            assertThat(client.readText()).isEqualTo("opening");
            client.text("you");
            assertThat(other.ask("go")).isEqualTo("go");
            assertThat(client.readText()).isEqualTo("opened");
            assertThat(client.readText()).isEqualTo("heard you");
        }
    }
}
