package dev.fairlead.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.TimeUnit;

/** One of the clients that {@code client} starts, in a process of its own. Not thread-safe. */
final class ClientProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final BufferedReader results;
    private final Writer turns;

    private ClientProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        results = process.inputReader();
        turns = process.outputWriter();
    }

    /** Starts a client and waits until it takes turns. */
    static ClientProcess start(String name) throws IOException {
        ClientProcess client = new ClientProcess(name, new ProcessBuilder(Workplace.folder().resolve("client").toString(), name)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
        client.readLine();
        return client;
    }

    String name() {
        return name;
    }

    /** Lets it do something, and waits for the result. */
    LoadResult take(String turn) throws IOException {
        turns.write(turn + "\n");
        turns.flush();
        return LoadResult.parse(readLine());
    }

    private String readLine() throws IOException {
        String line = results.readLine();
        if (line == null) {
            throw new IOException(name + " has ended: is it built? run " + Workplace.folder().resolve("build"));
        }
        return line;
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit().completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join() == null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
