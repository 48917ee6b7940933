package dev.fairlead.it.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.it.wire.WireClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmarks' servers, each started by its script. */
class ServeScriptIT {
    private static final Path SCRIPTS = Program.module().resolveSibling("benchmarks");

    @TempDir
    private Path logs;

    @ParameterizedTest
    @ValueSource(strings = {"fairlead-jetty", "fairlead-tomcat", "fairlead-servlet", "fairlead-server", "tomcat", "jetty",
        "tyrus", "undertow", "netty"})
    void serverEchoesAndBroadcasts(String name) throws Exception {
        assumeTrue(Files.isDirectory(SCRIPTS.resolve("tomcat/target/lib")), "benchmarks aren't built");
        int port = freePort();
        Path log = logs.resolve("log");
        Process process = new ProcessBuilder(SCRIPTS.resolve("serve").toString(), name, String.valueOf(port))
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            URI echo = URI.create("ws://127.0.0.1:" + port + "/echo");
            await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(IOException.class)
                    .failFast("the server has ended; see " + log, () -> !process.isAlive())
                    .until(() -> WireClient.handshakeAnswer(echo).status() == 101);
            try (WireClient client = WireClient.open(echo)) {
                assertThat(client.ask("hello " + name)).isEqualTo("hello " + name);
                client.binary(new byte[2 << 20]);
                assertThat(client.readBinary()).hasSize(2 << 20);
            }
            URI broadcast = URI.create("ws://127.0.0.1:" + port + "/broadcast");
            try (WireClient one = WireClient.open(broadcast); WireClient two = WireClient.open(broadcast)) {
                one.ping("in");
                two.ping("in");
                assertThat(one.read().text()).isEqualTo("in");
                assertThat(two.read().text()).isEqualTo("in");
                one.text("to all");
                assertThat(one.readText()).isEqualTo("to all");
                assertThat(two.readText()).isEqualTo("to all");
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ends when it is told to").isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
