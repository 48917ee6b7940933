package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.DeflateStreams;
import dev.fairlead.it.wire.HttpAnswer;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code upgradeHttpToWebSocket}, called by a servlet and by a filter. */
class UpgradeIT {
    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Setup setup = Setup.fromProperties();
        assumeTrue(setup.target() != Target.SERVER, "Fairlead's own server has no servlets");
        server = new TestServer(setup);
        port = server.deploy(Wars.war("upgrade", UpgradeEndpoints.class));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + "/upgrade" + path);
    }

    private static WireClient open(String path, String... headers) throws Exception {
        return WireClient.open(uri(path), headers);
    }

    private static HttpAnswer get(String path, String... headers) throws Exception {
        return WireClient.exchange(uri(path), WireClient.requestLine(uri(path)) + "Host: 127.0.0.1\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n");
    }

    private static String visit() throws Exception {
        return "Cookie: " + get("/visit").header("set-cookie").split(";")[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "filter"})
    void pathParametersAreTheCallers(String by) throws Exception {
        try (WireClient client = open("/" + by + "/plain")) {
            assertThat(client.ask("path")).isEqualTo("{by=" + by + ", other=a/b %20}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "filter"})
    void subprotocolIsNegotiated(String by) throws Exception {
        try (WireClient client = open("/" + by + "/protocols", "Sec-WebSocket-Protocol: v0, v1, v2")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isEqualTo("v1");
            assertThat(client.ask("protocol")).isEqualTo("v1");
        }
        try (WireClient client = open("/" + by + "/protocols", "Sec-WebSocket-Protocol: v0")) {
            assertThat(client.answer().header("sec-websocket-protocol")).isNull();
            assertThat(client.ask("protocol")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "filter"})
    void compressionIsNegotiatedAndUsed(String by) throws Exception {
        try (WireClient client = open("/" + by + "/plain", "Sec-WebSocket-Extensions: permessage-deflate");
                DeflateStreams streams = new DeflateStreams()) {
            assertThat(client.answer().header("sec-websocket-extensions")).startsWith("permessage-deflate");
            client.text("long");
            WireFrame frame = client.read();
            assertThat(frame.rsv()).as("compressed").isEqualTo(4);
            assertThat(streams.inflate(frame.payload())).asString(StandardCharsets.UTF_8).startsWith("say it again, ");
        }
        try (WireClient client = open("/" + by + "/plain")) {
            assertThat(client.answer().header("sec-websocket-extensions")).isNull();
            assertThat(client.ask("extensions")).isEqualTo("[]");
        }
    }

    @Test
    void oneConfigurationServesSeveralUpgradesWithUserPropertiesOfTheirOwn() throws Exception {
        try (WireClient one = open("/servlet/plain"); WireClient other = open("/filter/plain")) {
            assertThat(one.ask("count")).isEqualTo("1");
            assertThat(one.ask("count")).isEqualTo("2");
            assertThat(other.ask("count")).isEqualTo("1");
        }
        try (WireClient later = open("/servlet/plain")) {
            assertThat(later.ask("count")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "filter"})
    void configuratorIsAsked(String by) throws Exception {
        try (WireClient client = open("/" + by + "/asking", "Origin: http://good.example", visit())) {
            assertThat(client.answer().header("x-asked")).isEqualTo("yes");
            assertThat(client.ask("visitor")).isEqualTo("number 1");
        }
        try (WireClient client = open("/" + by + "/asking")) {
            assertThat(client.ask("visitor")).isEqualTo("no session");
            assertThat(client.ask("asked user")).isEqualTo("nobody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"servlet", "filter"})
    void originThatTheConfiguratorRefusesIsForbidden(String by) throws Exception {
        HttpAnswer answer = WireClient.handshakeAnswer(uri("/" + by + "/asking"), "Origin: http://evil.example");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("sec-websocket-accept")).isNull();
    }

    @Test
    void userIsTheOneOfTheRequestThatIsGiven() throws Exception {
        try (WireClient client = open("/filter/asking", "X-User: ada")) {
            assertThat(client.ask("asked user")).isEqualTo("ada");
            assertThat(client.ask("user")).isEqualTo("ada");
        }
    }

    @Test
    void endOfTheHttpSessionClosesTheUsersSocket() throws Exception {
        String cookie = visit();
        try (WireClient client = open("/filter/plain", "X-User: ada", cookie);
                WireClient anonymous = open("/filter/plain", cookie)) {
            assertThat(client.ask("user")).isEqualTo("ada");
            assertThat(get("/visit?end", cookie).body()).isEqualTo("done");
            assertThat(client.readClose().closeCode()).isEqualTo(1008);
            assertThat(anonymous.ask("user")).isEqualTo("nobody");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no upgrade    | GET  | X-No: header      | Connection: Upgrade  | 13
            other upgrade | GET  | Upgrade: h2c      | Connection: Upgrade  | 13
            old version   | GET  | Upgrade: websocket | Connection: Upgrade | 8
            a POST        | POST | Upgrade: websocket | Connection: Upgrade | 13
            """)
    void requestThatIsNoHandshakeIsAnIllegalStateAndCanBeAnswered(String what, String method, String upgrade,
            String connection, int version) throws Exception {
        for (String by : new String[] {"servlet", "filter"}) {
            HttpAnswer answer = WireClient.exchange(uri("/"), method + " /upgrade/" + by + "/plain HTTP/1.1\r\n"
                    + "Host: 127.0.0.1\r\nContent-Length: 0\r\n" + upgrade + "\r\n" + connection + "\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: " + version + "\r\n\r\n");
            assertThat(answer.status()).as(by).isEqualTo(299);
            assertThat(answer.body()).isEqualTo("IllegalStateException");
            assertThat(answer.headers()).doesNotContainKeys("upgrade", "sec-websocket-accept");
        }
    }

    @Test
    void badConfigurationIsADeploymentExceptionAndTheRequestCanBeAnswered() throws Exception {
        HttpAnswer answer = WireClient.handshakeAnswer(uri("/servlet/bad"));
        assertThat(answer.status()).isEqualTo(299);
        assertThat(answer.body()).isEqualTo("DeploymentException");
        try (WireClient client = open("/servlet/plain")) {
            assertThat(client.ask("protocol")).isEmpty();
        }
    }

    @Test
    void undeployingClosesUpgradedSocketsToo() throws Exception {
        server.deploy(Wars.war("leaving", UpgradeEndpoints.class));
        try (WireClient client = WireClient.open(URI.create("ws://127.0.0.1:" + port + "/leaving/servlet/plain"))) {
            assertThat(client.ask("user")).isEqualTo("nobody");
            Thread undeploying = new Thread(UpgradeIT::undeploy);
            undeploying.start();
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            client.close(1001, "");
            undeploying.join();
        }
        URI gone = URI.create("ws://127.0.0.1:" + port + "/leaving/servlet/plain");
        assertThat(WireClient.handshakeAnswer(gone).status()).isEqualTo(404);
    }

    private static void undeploy() {
        try {
            server.undeploy("/leaving");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
