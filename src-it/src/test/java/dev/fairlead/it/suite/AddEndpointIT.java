package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ServerContainer.addEndpoint}, while the application starts and while it serves (specification section 6.4). */
class AddEndpointIT {
    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Setup setup = Setup.fromProperties();
        assumeTrue(setup.target() != Target.SERVER, "Fairlead's own server has no listeners and servlets");
        server = new TestServer(setup);
        deploy("added", "listener-class listener-class scanned-class listener-config");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static void deploy(String name, String added) throws Exception {
        port = server.deploy(Wars.war(name, Map.of(AddedEndpoints.ADD, added), AddedEndpoints.class));
    }

    private static URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    private static String get(String path) throws Exception {
        return WireClient.exchange(uri(path), WireClient.requestLine(uri(path)) + "Host: 127.0.0.1\r\n\r\n").body();
    }

    private static void answers(String path, String expected) throws Exception {
        try (WireClient client = WireClient.open(uri(path))) {
            assertThat(client.ask("hello")).isEqualTo(expected + " hello");
        }
    }

    private static void isNotFound(String path) throws Exception {
        assertThat(WireClient.handshakeAnswer(uri(path)).status()).as(path).isEqualTo(404);
    }

    @Test
    void listenerAddsAClassAndAConfigurationAndAClassTwiceCountsOnce() throws Exception {
        assertThat(get("/added/add")).isEqualTo("added\n".repeat(4));
        answers("/added/scanned", "scanned");
        answers("/added/listener-class", "listener");
        answers("/added/listener-config", "/listener-config");
    }

    @Test
    void servletAddsAClassAndAConfigurationWhileTheApplicationServes() throws Exception {
        answers("/added/scanned", "scanned");
        isNotFound("/added/servlet-class");
        assertThat(get("/added/add?servlet-class")).isEqualTo("added");
        assertThat(get("/added/add?servlet-class")).isEqualTo("added");
        assertThat(get("/added/add?servlet-config")).isEqualTo("added");
        answers("/added/servlet-class", "servlet");
        answers("/added/servlet-config", "/servlet-config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-path", "bad"})
    void endpointThatIsRefusedWhileTheApplicationServesHarmsNoOther(String what) throws Exception {
        answers("/added/scanned", "scanned");
        assertThat(get("/added/add?" + what)).contains(what.equals("bad") ? "Bad" : "SamePath").contains("AddedEndpoints");
        answers("/added/scanned", "scanned");
        answers("/added/listener-class", "listener");
        assertThat(get("/added/add?after-" + what)).isEqualTo("added");
        answers("/added/after-" + what, "/after-" + what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-path", "bad"})
    void endpointThatIsRefusedAtTheStartRemovesAllAndKeepsLaterOnesOut(String what) throws Exception {
        deploy(what, "listener-class " + what + " listener-config");
        try {
            String[] results = get("/" + what + "/add").split("\n");
            assertThat(results[0]).isEqualTo("added");
            assertThat(results[1]).contains(what.equals("bad") ? "Bad" : "SamePath");
            assertThat(results[2]).contains("another one is bad").contains(results[1]);
            isNotFound("/" + what + "/scanned");
            isNotFound("/" + what + "/listener-class");
            isNotFound("/" + what + "/listener-config");
            assertThat(get("/" + what + "/add?servlet-class")).contains("another one is bad");
            isNotFound("/" + what + "/servlet-class");
        } finally {
            server.undeploy("/" + what);
        }
        answers("/added/scanned", "scanned");
    }
}
