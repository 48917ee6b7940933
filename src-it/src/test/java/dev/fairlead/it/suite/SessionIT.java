package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URI;
import java.net.URL;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session knows, and how it lives and ends. */
@ExtendWith(ArquillianExtension.class)
class SessionIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("session", SessionEndpoints.class);
    }

    private WireClient open(String path, String... headers) throws Exception {
        return WireClient.open(Addresses.ws(base, path), headers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path         | {room=blue, seat=7} 7 null
            query        | a=1&b=x%20y&a=2
            parameters   | {a=[1, 2], b=[x y]}
            subprotocol  | v1.chat
            version      | 13
            secure       | false
            open         | true
            container    | true
            principal    | null
            unmodifiable | unmodifiable
            """)
    void sessionTells(String what, String expected) throws Exception {
        try (WireClient client = open("/session/blue/7?a=1&b=x%20y&a=2", "Sec-WebSocket-Protocol: other, v1.chat")) {
            assertThat(client.ask(what)).isEqualTo(expected);
        }
    }

    @Test
    void requestUriIsTheWholeOneWithSchemeHostAndQuery() throws Exception {
        URI uri = Addresses.ws(base, "/session/blue/7?a=1");
        try (WireClient client = WireClient.open(uri)) {
            assertThat(client.ask("uri")).isEqualTo(uri.toString());
        }
    }

    @Test
    void subprotocolIsTheClientsFirstThatTheServerHas() throws Exception {
        try (WireClient client = open("/session/a/1", "Sec-WebSocket-Protocol: other",
                "Sec-WebSocket-Protocol: v1.chat, v2.chat")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isEqualTo("v1.chat");
        }
        try (WireClient client = open("/session/a/1", "Sec-WebSocket-Protocol: other")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isNull();
            assertThat(client.ask("subprotocol")).isEmpty();
        }
    }

    @Test
    void everyConnectionHasAnIdAndAnEndpointOfItsOwn() throws Exception {
        try (WireClient one = open("/session/a/1"); WireClient two = open("/session/b/2")) {
            assertThat(one.ask("id")).isNotEqualTo(two.ask("id"));
            assertThat(one.ask("count")).isEqualTo("2");
            assertThat(two.ask("count")).isEqualTo("2");
        }
    }

    @Test
    void openSessionsAreThoseOfTheEndpoint() throws Exception {
        try (WireClient one = open("/session/a/1"); WireClient two = open("/session/b/2");
                WireClient other = open("/notes")) {
            assertThat(two.ask("open")).isEqualTo("true");
            Awaitility.await().untilAsserted(
                    () -> assertThat(one.ask("sessions")).isEqualTo("2"));
            assertThat(other.answer().status()).isEqualTo(101);
        }
    }

    @Test
    void pathParameterThatIsNoNumberGoesToOnErrorAndDoesNotBreakTheServer() throws Exception {
        try (WireClient client = open("/session/blue/seven")) {
            client.text("path");
        }
        try (WireClient client = open("/session/blue/7")) {
            assertThat(client.ask("open")).isEqualTo("true");
        }
    }

    @Test
    void configuratorSeesTheRequestAndAddsHeaders() throws Exception {
        try (WireClient client = open("/configured", "X-Agent: 007", "Sec-WebSocket-Protocol: a, chosen")) {
            assertThat(client.answer().header("x-greeting")).isEqualTo("hello");
            assertThat(client.answer().header("sec-websocket-protocol")).isEqualTo("chosen");
            assertThat(client.ask("agent")).isEqualTo("[007]");
            assertThat(client.ask("agent-any-case")).isEqualTo("[007]");
            assertThat(client.ask("uri")).endsWith("/configured");
        }
    }

    @Test
    void userPropertiesStartAnewForEveryConnection() throws Exception {
        try (WireClient one = open("/configured"); WireClient two = open("/configured", "X-Agent: 2")) {
            assertThat(one.ask("sum")).isEqualTo("1");
            assertThat(two.ask("sum")).isEqualTo("1");
            assertThat(one.ask("agent")).isEqualTo("[none]");
        }
    }

    @Test
    void originThatTheConfiguratorRefusesIsForbidden() throws Exception {
        URI uri = Addresses.ws(base, "/configured");
        assertThat(WireClient.handshakeAnswer(uri, "Origin: https://evil.example").status()).isEqualTo(403);
        assertThat(WireClient.handshakeAnswer(uri, "Origin: https://good.example").status()).isEqualTo(101);
    }

    @Test
    void closeOfThePeerReachesOnClose() throws Exception {
        try (WireClient client = open("/life/peer"); WireClient notes = open("/notes")) {
            assertThat(notes.ask("peer")).isEqualTo("open");
            client.close(4001, "mine");
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            assertThat(notes.ask("peer")).isEqualTo("closed 4001 mine");
        }
    }

    @Test
    void closeFrameWithoutACodeIsReportedAs1005() throws Exception {
        try (WireClient client = open("/life/bare"); WireClient notes = open("/notes")) {
            assertThat(notes.ask("bare")).isEqualTo("open");
            client.send(true, 0, 8, new byte[0]);
            assertThat(notes.ask("bare")).startsWith("closed 1005");
        }
    }

    @Test
    void lostConnectionIsReportedAs1006() throws Exception {
        try (WireClient client = open("/life/lost"); WireClient notes = open("/notes")) {
            assertThat(notes.ask("lost")).isEqualTo("open");
            client.drop();
            String next = notes.ask("lost");
            assertThat(next.startsWith("error") ? notes.ask("lost") : next).startsWith("closed 1006");
        }
    }

    @ParameterizedTest
    @CsvSource({"close, 1000, ''", "close-with 4321 bye, 4321, bye", "close-with 1001 gone, 1001, gone"})
    void closeOfTheEndpointReachesThePeer(String command, int code, String reason) throws Exception {
        String key = "own" + code;
        try (WireClient client = open("/life/" + key); WireClient notes = open("/notes")) {
            assertThat(notes.ask(key)).isEqualTo("open");
            client.text(command);
            var close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(code);
            assertThat(close.closeReason()).isEqualTo(reason);
            client.close(code, reason);
            assertThat(client.readEof()).isTrue();
            assertThat(notes.ask(key)).isEqualTo(("closed " + code + " " + reason));
        }
    }

    @Test
    void idleSessionIsClosedAndSees1006() throws Exception {
        try (WireClient client = open("/life/idle"); WireClient notes = open("/notes")) {
            assertThat(notes.ask("idle")).isEqualTo("open");
            client.text("idle 200");
            assertThat(client.readClose().closeCode()).isNotEqualTo(1005);
            assertThat(notes.ask("idle")).startsWith("closed 1006");
        }
    }

    @Test
    void exceptionGoesToOnErrorAndTheSessionStaysOpen() throws Exception {
        try (WireClient client = open("/life/throw")) {
            assertThat(client.ask("throw")).isEqualTo("error thrown by the endpoint");
            assertThat(client.ask("still there")).isEqualTo("still there");
        }
    }

    @Test
    void messageOverTheSessionsLimitClosesWith1009() throws Exception {
        try (WireClient client = open("/life/limit")) {
            client.text("limit 100");
            assertThat(client.ask("x".repeat(100))).hasSize(100);
            client.text("x".repeat(101));
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/session/blue", "/session/blue/7/more", "/nowhere", "/session//7"})
    void pathWithoutAnEndpointIsNotFound(String path) throws Exception {
        // 400: Jetty finds an empty segment ambiguous.
        assertThat(WireClient.handshakeAnswer(Addresses.ws(base, path)).status()).isIn(404, 400);
    }
}
