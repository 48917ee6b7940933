package dev.fairlead.it.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of somebody else's: run to its end, or kept running while it serves. */
final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Program(Path folder, String... command) throws IOException {
        process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Whether a program can be run here. */
    static boolean exists(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (InputStream in = process.getInputStream()) {
                in.readAllBytes();
            }
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a program to its end and returns the lines it printed; fails unless it ends well. */
    static List<String> run(Path folder, String... command) throws IOException, InterruptedException {
        try (Program program = new Program(folder, command)) {
            List<String> lines = new ArrayList<>();
            for (String line = program.output.readLine(); line != null; line = program.output.readLine()) {
                lines.add(line);
            }
            int status = program.process.waitFor();
            if (status != 0) {
                throw new IOException(Arrays.toString(command) + " ended with " + status + ":\n"
                        + String.join("\n", lines));
            }
            return lines;
        }
    }

    /** Starts a server that prints {@code port=}. */
    static Program serve(Path folder, String... command) throws IOException {
        return new Program(folder, command);
    }

    /** The port that the program prints next. */
    int port() throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port=")) {
                return Integer.parseInt(line.substring("port=".length()));
            }
            printed.append(line).append('\n');
        }
        throw new IOException("the server ended: " + printed);
    }

    /** Where this module's files are. */
    static Path module() {
        return Path.of("").toAbsolutePath();
    }

    /** A folder below target, made if it isn't there. */
    static Path target(String name) throws IOException {
        return Files.createDirectories(module().resolve("target").resolve(name));
    }

    /** Closes the program's standard input, which ends it, and ends it otherwise. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
