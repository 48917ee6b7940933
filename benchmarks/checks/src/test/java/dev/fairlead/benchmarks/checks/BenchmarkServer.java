package dev.fairlead.benchmarks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process of {@code benchmarks/serve}. */
final class BenchmarkServer {
    /** The servers that have no TLS. */
    static final Set<String> FLOORS = Set.of("nio", "nio-string", "c");

    private static final int TRIES = 3;

    private final Process process;
    private final int port;
    private final int tlsPort;

    private BenchmarkServer(Process process, int port, int tlsPort) {
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** Starts a server, with TLS, too, if it can, and waits for the line that says it is ready. */
    static BenchmarkServer start(String name) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            int tlsPort = freePort();
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of("..", "serve").toString(), name, Integer.toString(port));
            if (!FLOORS.contains(name)) {
                builder.command().add(Integer.toString(tlsPort));
            }
            builder.environment().put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            Process process = builder.start();
            // The reader stays open with the process, which prints nothing more.
            BufferedReader lines = process.inputReader();
            String line = lines.readLine();
            if (line != null) {
                assertThat(line).isEqualTo(name + " listens on ws://127.0.0.1:" + port
                        + "/echo and /broadcast" + (FLOORS.contains(name) ? "" : ", with TLS on port " + tlsPort));
                return new BenchmarkServer(process, port, tlsPort);
            }
            // Somebody else may have taken the port in the meantime.
            process.waitFor();
        }
        throw new IOException(name + " doesn't start");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    URI tlsUri(String path) {
        return URI.create("wss://127.0.0.1:" + tlsPort + path);
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
