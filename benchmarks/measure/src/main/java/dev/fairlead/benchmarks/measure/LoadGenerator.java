package dev.fairlead.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The load generator ({@code benchmarks/load}), run against one server. */
final class LoadGenerator implements AutoCloseable {
    /** The option by which it connects with TLS. */
    static final String TLS = "--tls";

    private final Process process;
    private final BufferedReader lines;
    private final List<String> command;

    private LoadGenerator(Process process, List<String> command) {
        this.process = process;
        this.command = command;
        lines = process.inputReader();
    }

    /** Starts it; its options are told by {@code wsload} without arguments. */
    static LoadGenerator start(ServerProcess server, List<String> arguments) throws IOException {
        Path program = Workplace.folder().resolve("load/target/wsload");
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " isn't built: run " + Workplace.folder().resolve("build"));
        }
        int port = arguments.contains(TLS) ? server.tlsPort() : server.port();
        List<String> command = new ArrayList<>(List.of(program.toString(), "--port", Integer.toString(port),
                "--pid", Long.toString(server.pid())));
        command.addAll(arguments);
        return new LoadGenerator(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start(), command);
    }

    /** Runs it to its end. */
    static LoadResult run(ServerProcess server, List<String> arguments) throws IOException, InterruptedException {
        try (LoadGenerator load = start(server, arguments)) {
            return load.result();
        }
    }

    /** Runs it to its end, which comes at the latest after so many seconds. */
    static LoadResult run(ServerProcess server, List<String> arguments, long patience) throws IOException, InterruptedException {
        try (LoadGenerator load = start(server, arguments)) {
            CompletableFuture.delayedExecutor(patience, TimeUnit.SECONDS).execute(load.process::destroyForcibly);
            return load.result();
        }
    }

    /** Waits for its result. In idle mode the connections stay open until {@link #close}. */
    LoadResult result() throws IOException, InterruptedException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("no result, exit status " + process.waitFor() + ": " + String.join(" ", command));
        }
        return LoadResult.parse(line);
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().join();
    }
}
