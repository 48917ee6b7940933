package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.HttpAnswer;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application that is undeployed says good-bye, and leaves no thread and no class loader behind. */
class RedeployIT {
    private static final Setup SETUP = Setup.fromProperties();

    private static TestServer server;

    private int port;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(SETUP.withoutModule());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @AfterEach
    void undeployAndForget() throws Exception {
        server.undeploy("/leaving");
        System.getProperties().remove(LeavingApplication.LOADER);
        System.getProperties().remove(LeavingApplication.CLOSED);
    }

    private void deploy() throws Exception {
        // peers here don't answer a close
        WebArchive war = Wars.war("leaving", Map.of("fairlead.closeTimeout", "100"), LeavingApplication.class);
        port = server.deploy(war);
    }

    private URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + "/leaving" + path);
    }

    private WireClient open(String... headers) throws Exception {
        return WireClient.open(uri("/leaving"), headers);
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> loader() {
        return (WeakReference<ClassLoader>) System.getProperties().get(LeavingApplication.LOADER);
    }

    private void isCollected(WeakReference<ClassLoader> loader) {
        assumeTrue(SETUP.target() != Target.SERVER, "its applications have the class loader of the tests");
        await().untilAsserted(() -> {
            // the server goes on: Jetty's selector refers to the connection it served last until it serves another
            WireClient.handshakeAnswer(uri("/gone"));
            System.gc();
            assertThat(loader.get()).isNull();
        });
    }

    private static Set<String> threads() {
        Set<String> names = new TreeSet<>();
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.startsWith("fairlead"))
                .forEach(names::add);
        return names;
    }

    @Test
    void socketsCloseWith1001AndTheNextDeploymentServesTheSamePath() throws Exception {
        deploy();
        try (WireClient one = open(); WireClient other = open()) {
            assertThat(one.ask("hello")).isEqualTo("hello");
            server.undeploy("/leaving");
            assertThat(one.readClose().closeCode()).isEqualTo(1001);
            assertThat(other.readClose().closeCode()).isEqualTo(1001);
            assertThat(System.getProperties().get(LeavingApplication.CLOSED)).isEqualTo("1001 1001 ");
        }
        deploy();
        try (WireClient next = open()) {
            assertThat(next.ask("again")).isEqualTo("again");
        }
    }

    @Test
    void noClassLoaderIsLeftBehindSocketsTimersCompressionAndHttpSessions() throws Exception {
        deploy();
        String cookie = "X-No: cookie";
        if (SETUP.target() != Target.SERVER) {
            HttpAnswer visit = WireClient.exchange(uri("/visit"), WireClient.requestLine(uri("/visit")) + "Host: "
                    + uri("").getAuthority() + "\r\n\r\n");
            cookie = "Cookie: " + visit.header("set-cookie").split(";")[0];
        }
        try (WireClient plain = open(cookie);
                WireClient deflated = open("Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(plain.ask("idle")).isEqualTo("done");
            assertThat(plain.ask("send")).isEqualTo("sent");
            deflated.text("hello".repeat(1000));
            deflated.read();
            WeakReference<ClassLoader> loader = loader();
            server.undeploy("/leaving");
            assertThat(plain.readClose().closeCode()).isEqualTo(1001);
            plain.drop();
            deflated.drop();
            isCollected(loader);
        }
    }

    @Test
    void noClassLoaderIsLeftBehindAPeerThatDoesNotAnswer() throws Exception {
        deploy();
        try (WireClient client = open()) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            client.halfClose();
            WeakReference<ClassLoader> loader = loader();
            server.undeploy("/leaving");
            client.drop();
            isCollected(loader);
        }
    }

    @Test
    void noThreadAndNoClassLoaderIsLeftBehindAClientThatWasClosed() throws Exception {
        client("close");
    }

    @Test
    void noThreadAndNoClassLoaderIsLeftBehindAClientThatWasForgotten() throws Exception {
        assumeTrue(!SETUP.embedded(), "an embedded application shares the client with its server, which doesn't close it");
        client("forget");
    }

    private void client(String end) throws Exception {
        Set<String> before = threads();
        deploy();
        try (WireClient client = open()) {
            assertThat(client.ask("client " + uri("/leaving") + " " + end)).isEqualTo("done");
            WeakReference<ClassLoader> loader = loader();
            server.undeploy("/leaving");
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            client.drop();
            await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
            isCollected(loader);
        }
    }
}
