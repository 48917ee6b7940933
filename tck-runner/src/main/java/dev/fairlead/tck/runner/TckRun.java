package dev.fairlead.tck.runner;

import dev.fairlead.tck.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCK on one target, in a JVM of its own: the class path is this one's, reports and temporary files are its own. */
final class TckRun {
    /** Each test has a minute at most; what lasts longer than this hangs as a whole. */
    private static final long LIMIT_MINUTES = 20;
    private static final String TESTS = "websocket-tck-spec-tests";

    private final Target target;
    private final Path reports;
    private final Path temporary;

    TckRun(Target target, Path directory) {
        this.target = target;
        this.reports = directory.resolve("tck-reports").resolve(target.toString());
        // The signature test writes a file of a fixed name there.
        this.temporary = directory.resolve("tck-tmp").resolve(target.toString());
    }

    /** What the tests and the server print. */
    Path output() {
        return reports.resolve("output.txt");
    }

    TckResult run() throws IOException, InterruptedException {
        recreate(reports);
        recreate(temporary);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
        // Who stops Maven stops this JVM, but not those that it has started.
        Thread stop = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            return ended ? TckResult.read(target.toString(), reports, seconds)
                    : TckResult.incomplete(target.toString(), "ended after " + LIMIT_MINUTES + " minutes", seconds);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private List<String> command() {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .toList();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dtck.target=" + target);
        command.add("-Dtck.mode=war");
        command.add("-Dtck.module=" + System.getProperty("tck.module"));
        command.add("-Dtck.servers=" + System.getProperty("tck.servers"));
        // The negative tests expect that a bad application is just not there.
        command.add("-Dtck.deployment=swallow");
        command.add("-Dws_wait=" + System.getProperty("ws_wait"));
        command.add("-Dlib.name=fairlead");
        command.add("-Dporting.ts.url.class.1=" + System.getProperty("tck.porting"));
        command.add("-DsigTestClasspath=" + joined(named(jars, "jakarta.websocket-")));
        // The TCK expects no extension where none was asked for; the client offers this one by default.
        command.add("-Dfairlead.perMessageDeflate=false");
        command.add("-classpath");
        command.add(joined(jars));
        command.addAll(List.of("org.junit.platform.console.ConsoleLauncher", "execute",
                "--scan-classpath=" + joined(named(jars, TESTS)),
                "--include-classname=.*IT",
                "--config=junit.jupiter.execution.timeout.default=60 s",
                "--config=junit.jupiter.execution.timeout.lifecycle.method.default=60 s",
                "--reports-dir=" + reports,
                "--details=tree", "--disable-banner", "--disable-ansi-colors"));
        return command;
    }

    private static List<Path> named(List<Path> jars, String start) {
        return jars.stream().filter(jar -> jar.getFileName().toString().startsWith(start)).toList();
    }

    private static String joined(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void recreate(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
    }
}
