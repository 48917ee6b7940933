package dev.fairlead.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the servers that {@code serve} starts, in a process of its own. */
final class ServerProcess implements AutoCloseable {
    /** All that can be asked for, Fairlead's first. */
    static final List<String> FAIRLEAD = List.of("fairlead-jetty", "fairlead-tomcat");
    static final List<String> PEERS = List.of("tomcat", "jetty", "tyrus", "undertow", "netty");

    private static final char ELSEWHERE = '@';
    private static final int TRIES = 3;
    private static final int PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final int port;
    private final int tlsPort;

    private ServerProcess(String name, Process process, int port, int tlsPort) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param name as {@code serve} knows it; {@code NAME@FOLDER} is the one of another checkout, whose {@code benchmarks} are there
     */
    static ServerProcess start(String name) throws IOException, InterruptedException {
        return start(name, false, Map.of());
    }

    /** The same with more in its environment, and with TLS on a second port if it is to have that. */
    static ServerProcess start(String name, boolean tls, Map<String, String> environment)
            throws IOException, InterruptedException {
        int at = name.indexOf(ELSEWHERE);
        Path folder = at < 0 ? Workplace.folder() : Path.of(name.substring(at + 1)).toAbsolutePath();
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            int tlsPort = tls ? freePort() : 0;
            List<String> command = new ArrayList<>(List.of(folder.resolve("serve").toString(),
                    at < 0 ? name : name.substring(0, at), Integer.toString(port)));
            if (tls) {
                command.add(Integer.toString(tlsPort));
            }
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            // The reader stays open with the process, which prints nothing more.
            BufferedReader lines = process.inputReader();
            if (lines.readLine() != null) {
                return new ServerProcess(name, process, port, tlsPort);
            }
            // Somebody else may have taken the port in the meantime.
            process.waitFor();
        }
        throw new IOException(name + " doesn't start: is it built? run " + folder.resolve("build"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** For TLS; 0 if it has none. */
    int tlsPort() {
        return tlsPort;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join() == null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
