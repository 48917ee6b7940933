package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load generator in each of its modes. Skipped where nothing can compile it. */
class LoadGeneratorIT {
    private static final String DEFLATE = "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12";

    @TempDir
    static Path folder;

    private static BenchmarkServer server;

    @BeforeAll
    static void compile() throws Exception {
        CPrograms.make("load", folder);
        server = BenchmarkServer.start("fairlead-server");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void echoesMessagesOfSeveralSizesAndFrames() throws Exception {
        for (int size : new int[] {0, 64, 1024, 100_000}) {
            assertThat(load("--conns", "4", "--size", Integer.toString(size), "--depth", "2", "--frags", "3",
                    "--warmup", "0", "--time", "0.1", "echo")).startsWith("mode=echo connections=4 size=" + size + " pmd=off");
        }
    }

    @Test
    void compressesWithTheWindowThatIsNegotiated() throws Exception {
        // long enough for the second round, whose frames refer to the end of the first
        assertThat(load("--conns", "2", "--size", "1024", "--depth", "8", "--verify", "1", "--warmup", "0", "--time", "0.5",
                "--ext", DEFLATE, "echo")).contains("pmd=takeover server_bits=12 client_bits=12").contains("packed=1.00");
        assertThat(load("--conns", "2", "--size", "1024", "--verify", "1", "--warmup", "0", "--time", "0.1", "--ext",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover", "echo")).contains("pmd=reset");
    }

    @Test
    void connectsAndCloses() throws Exception {
        assertThat(load("--conns", "4", "--messages", "2", "--warmup", "0", "--time", "0.1", "connect"))
                .startsWith("mode=connect connections=4");
    }

    @Test
    void keepsConnectionsIdleUntilItsInputEnds() throws Exception {
        assertThat(load("--conns", "100", "--messages", "5", "--size", "200", "--settle", "0", "--ext", DEFLATE, "idle"))
                .startsWith("mode=idle connections=100").contains(" n=500 ").contains("packed=1.00");
    }

    @Test
    void receivesABroadcastOnAllConnections() throws Exception {
        assertThat(load("--conns", "20", "--size", "200", "--path", "/broadcast", "--settle", "0.5", "--warmup", "0",
                "--time", "0.1", "broadcast")).startsWith("mode=broadcast connections=20");
    }

    @Test
    void goesThroughTls() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/include/openssl/ssl.h")), "OpenSSL's header isn't installed");
        String port = Integer.toString(server.tlsUri("/").getPort());
        for (int size : new int[] {64, 16_384, 1_000_000}) {
            assertThat(load("--tls", "--port", port, "--conns", "4", "--size", Integer.toString(size), "--depth", "16",
                    "--warmup", "0", "--time", "0.1", "echo")).startsWith("mode=echo connections=4 size=" + size + " pmd=off");
        }
        assertThat(load("--tls", "--port", port, "--conns", "4", "--messages", "2", "--warmup", "0", "--time", "0.1", "connect"))
                .startsWith("mode=connect connections=4");
    }

    @Test
    void saysThatTlsWasntThereWhenItWasBuilt() throws Exception {
        assertThat(run(List.of("make", "-s", "-C", "../load", "tls=no", "target=" + folder.resolve("plain")))).isEmpty();
        assertThat(run(List.of(folder.resolve("plain/wsload").toString(), "--tls", "echo"))).hasSize(1)
                .first().asString().startsWith("wsload: --tls needs OpenSSL");
    }

    @Test
    void saysThatThereAreNotEnoughFiles() throws Exception {
        assertThat(run(List.of("sh", "-c", "ulimit -n 40; exec \"$@\"", "sh", folder.resolve("wsload").toString(),
                "--conns", "5000", "echo")))
                .containsExactly("wsload: 5000 connections need 5032 open files, and the limit is 40: raise it with ulimit -n,"
                        + " for the server, too");
    }

    private static String load(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(folder.resolve("wsload").toString(), "--port",
                Integer.toString(server.uri("/").getPort())));
        command.addAll(List.of(arguments));
        List<String> lines = run(command);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.outputWriter().close();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }
}
