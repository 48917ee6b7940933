package dev.fairlead.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
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

    private ServerProcess(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param name as {@code serve} knows it; {@code NAME@FOLDER} is the one of another checkout, whose {@code benchmarks} are there
     */
    static ServerProcess start(String name) throws IOException, InterruptedException {
        int at = name.indexOf(ELSEWHERE);
        Path folder = at < 0 ? Workplace.folder() : Path.of(name.substring(at + 1)).toAbsolutePath();
        for (int i = 0; i < TRIES; i++) {
            int port = freePort();
            Process process = new ProcessBuilder(folder.resolve("serve").toString(), at < 0 ? name : name.substring(0, at),
                    Integer.toString(port)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            // The reader stays open with the process, which prints nothing more.
            BufferedReader lines = process.inputReader();
            if (lines.readLine() != null) {
                return new ServerProcess(name, process, port);
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
