package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.TestServer;
import java.net.URI;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scan of a WAR finds what its jars hold (specification section 6.2). */
class ScannedJarsIT {
    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        Setup setup = Setup.fromProperties();
        assumeTrue(!setup.embedded(), "an embedded application isn't scanned");
        // A WebSocket module of the server's own would ask the configs, too.
        server = new TestServer(setup.withoutModule());
        port = server.deploy(war("plain", ScannedJars.Own.class).addAsLibrary(
                jar("one", ScannedJars.InJar.class, ScannedJars.ProgramInJar.class)));
        server.deploy(war("chosen", ScannedJars.Own.class, ScannedJars.OwnConfig.class).addAsLibrary(
                jar("one", ScannedJars.InJar.class, ScannedJars.ProgramInJar.class, ScannedJars.NotChosen.class,
                        ScannedJars.JarConfig.class)));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static JavaArchive jar(String name, Class<?>... classes) {
        return ShrinkWrap.create(JavaArchive.class, name + ".jar").addClasses(classes);
    }

    private static WebArchive war(String name, Class<?>... own) {
        return Wars.war(name, own).addAsLibrary(jar("two", ScannedJars.InOtherJar.class));
    }

    private static URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    @ParameterizedTest
    @CsvSource({
        "/plain/in-other-jar, other hello",
        "/plain/own, own hello",
        "/chosen/own, own hello",
        "/chosen/program, program hello"})
    void endpointAnswers(String path, String expected) throws Exception {
        try (WireClient client = WireClient.open(uri(path))) {
            assertThat(client.ask("hello")).isEqualTo(expected);
        }
    }

    @Test
    void annotatedEndpointsOfAJarAreDeployedWhereNobodyChooses() throws Exception {
        assertThat(WireClient.handshakeAnswer(uri("/plain/in-jar")).status()).isEqualTo(101);
    }

    @Test
    void configInAJarIsGivenWhatTheJarHolds() throws Exception {
        try (WireClient client = WireClient.open(uri("/chosen/in-jar"))) {
            assertThat(client.ask("given")).isEqualTo("[ProgramInJar][InJar, NotChosen]");
        }
    }

    @ParameterizedTest
    @CsvSource({"/chosen/not-chosen", "/chosen/in-other-jar", "/plain/program"})
    void whatNobodyHasChosenIsNotFound(String path) throws Exception {
        assertThat(WireClient.handshakeAnswer(uri(path)).status()).isEqualTo(404);
    }
}
