package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Asks another JVM with the {@code jcmd} that stands beside its {@code java}, or beside ours. */
final class Jcmd {
    private Jcmd() {
    }

    static List<String> run(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program(pid).toString(), Long.toString(pid), command)
                .redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + pid + " " + command + ": " + String.join("\n", lines));
        }
        return lines;
    }

    private static Path program(long pid) throws IOException {
        Path java = ProcessHandle.of(pid).flatMap(process -> process.info().command()).map(Path::of)
                .orElse(Path.of(System.getProperty("java.home"), "bin", "java"));
        Path beside = java.toRealPath().resolveSibling("jcmd");
        if (!Files.isExecutable(beside)) {
            throw new IOException(beside + " is missing: the servers need a JDK, set JAVA_HOME");
        }
        return beside;
    }
}
