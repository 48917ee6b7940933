package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program that puts load on each client. */
class EveryClientIT {
    private static final List<String> TURNS = List.of(
            "echo conns=2 depth=3 size=64", "echo conns=2 depth=3 size=1024 returns=true",
            "echo conns=2 size=100000 binary=true", "echo conns=2 size=1024 deflate=true", "connect conns=2", "idle conns=5");

    private static BenchmarkServer server;

    @BeforeAll
    static void start() throws Exception {
        server = BenchmarkServer.start("nio");
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fairlead", "tomcat", "jetty", "tyrus", "undertow"})
    void takesTurnsOfEachKind(String name) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of("..", "client").toString(), name);
        builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Process client = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader results = client.inputReader(); Writer turns = client.outputWriter()) {
            assertThat(results.readLine()).isEqualTo("ready");
            for (String turn : TURNS) {
                turns.write(turn + " port=" + server.uri("/").getPort() + " warmup=0 time=0.1\n");
                turns.flush();
                String result = results.readLine();
                assertThat(result).as(turn).startsWith("n=").contains(" threads=");
                if (turn.startsWith("echo")) {
                    assertThat(result).as(turn).contains(turn.contains("deflate") ? "pmd=on" : "pmd=off");
                }
            }
        }
        assertThat(client.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
