package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.HttpAnswer;
import dev.fairlead.it.wire.WireClient;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered to handshakes, right and wrong ones (RFC 6455 sections 4.2.1 and 4.2.2). */
@ExtendWith(ArquillianExtension.class)
class HandshakeIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("handshake", Echo.class);
    }

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String text(String message) {
            return message;
        }
    }

    /** A correct request in which a piece is replaced by another one; {@code ~} stands for the end of a line. */
    private HttpAnswer exchange(String piece, String replacement) throws Exception {
        URI uri = Addresses.ws(base, "/echo");
        String request = WireClient.handshake(uri);
        String wrong = request.replace(piece.replace("~", "\r\n"), replacement == null ? ""
                : replacement.replace("~", "\r\n"));
        assertThat(wrong).as("the request is changed").isNotEqualTo(request);
        return WireClient.exchange(uri, wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Upgrade: websocket         | Upgrade: WebSocket
            Connection: Upgrade        | Connection: keep-alive, upgrade
            Connection: Upgrade        | Connection: keep-alive~Connection: Upgrade
            Upgrade: websocket~        | upgrade: websocket~X-Unknown: anything~
            """)
    void handshakeIsAccepted(String piece, String replacement) throws Exception {
        assertThat(exchange(piece, replacement).status()).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET                                     | POST                                     | 405 | GET
            Connection: Upgrade~                    | Connection: keep-alive~                  | 400 | Connection
            Connection: Upgrade~                    |                                          | 400 | Connection
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ |                                     | 400 | Sec-WebSocket-Key
            dGhlIHNhbXBsZSBub25jZQ==                | dGhlIHNhbXBsZSBub25j                     | 400 | Sec-WebSocket-Key
            dGhlIHNhbXBsZSBub25jZQ==                | dGhlIHNhbXBsZSBub25jZ!==                 | 400 | Sec-WebSocket-Key
            Version: 13                             | Version: 13~Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | 400 | Sec-WebSocket-Key
            Version: 13                             | Version: 12                              | 426 | 13
            Version: 13                             | Version: 14                              | 426 | 13
            Version: 13                             | Version: 13~Sec-WebSocket-Protocol: a b  | 400 | Sec-WebSocket-Protocol
            Version: 13                             | Version: 13~Sec-WebSocket-Extensions: a;;b | 400 | Sec-WebSocket-Extensions
            Version: 13                             | Version: 13~Sec-WebSocket-Extensions: a; b="c | 400 | Sec-WebSocket-Extensions
            """)
    void malformedHandshakeGetsItsStatusAndAReason(String piece, String replacement, int status, String reason)
            throws Exception {
        HttpAnswer answer = exchange(piece, replacement);
        assertThat(answer.status()).isEqualTo(status);
        // Jetty takes an upgrade that Connection doesn't name for one to HTTP/2, and refuses it itself.
        assertThat(answer.body()).containsAnyOf(reason, "Invalid h2c upgrade headers");
        assertThat(answer.header("sec-websocket-accept")).isNull();
        if (status == 426) {
            assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
        }
        if (status == 405) {
            assertThat(answer.header("allow")).contains("GET");
        }
    }

    @Test
    void requestThatIsNoUpgradeIsTheApplicationsBusiness() throws Exception {
        assertThat(exchange("Upgrade: websocket~Connection: Upgrade~", "").status()).isIn(404, 400, 426);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/", "/Echo", "/echo/more"})
    void otherPathIsNotFound(String path) throws Exception {
        assertThat(WireClient.handshakeAnswer(Addresses.ws(base, path)).status()).isEqualTo(404);
    }

    @Test
    void connectionServesHttpAfterARefusedHandshake() throws Exception {
        assertThat(exchange("Version: 13", "Version: 7").status()).isEqualTo(426);
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"))) {
            assertThat(client.ask("afterwards")).isEqualTo("afterwards");
        }
    }
}
