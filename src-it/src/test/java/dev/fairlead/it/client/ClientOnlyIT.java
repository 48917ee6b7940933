package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import jakarta.websocket.ContainerProvider;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM with {@code fairlead-provider} and {@code jakarta.websocket-client-api} alone is a client. */
class ClientOnlyIT {
    @TempDir
    private Path folder;

    @Test
    void twoJarsOnTheClassPathAreEnough() throws Exception {
        assertThat(run("-cp", path(jars(), program()))).containsExactly("without jakarta.servlet.Servlet",
                "without jakarta.websocket.server.ServerEndpoint", "module null", "hello", "end");
    }

    @Test
    void twoModulesAreEnough() throws Exception {
        assertThat(run("--module-path", path(jars()), "--add-modules", "dev.fairlead.websocket",
                "-cp", program().toString()))
                .containsExactly("without jakarta.servlet.Servlet", "without jakarta.websocket.server.ServerEndpoint",
                        "module dev.fairlead.websocket", "hello", "end");
    }

    /** Runs the program, which has to end by itself; returns what it printed. */
    private List<String> run(String... options) throws Exception {
        try (OwnServer server = new OwnServer(OwnServer.Talk.class)) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options));
            command.add(ClientOnlyProgram.class.getName());
            command.add(server.uri("/talk").toString());
            Path output = folder.resolve("output.txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended by itself").isTrue();
            } finally {
                process.destroyForcibly();
            }
            return Files.readAllLines(output);
        }
    }

    private static Path[] jars() throws Exception {
        return new Path[] {location(Settings.class), location(ContainerProvider.class)};
    }

    /** A folder with the program's classes alone. */
    private Path program() throws Exception {
        Path from = location(ClientOnlyProgram.class);
        Path where = Path.of(ClientOnlyProgram.class.getPackageName().replace('.', '/'));
        Path to = folder.resolve("program");
        Files.createDirectories(to.resolve(where));
        try (Stream<Path> classes = Files.list(from.resolve(where))) {
            for (Path file : classes.toList()) {
                if (file.getFileName().toString().startsWith(ClientOnlyProgram.class.getSimpleName())) {
                    Files.copy(file, to.resolve(where).resolve(file.getFileName()));
                }
            }
        }
        return to;
    }

    private static String path(Path[] jars, Path... more) {
        return Stream.concat(Stream.of(jars), Stream.of(more)).map(Path::toString)
                .reduce((one, other) -> one + File.pathSeparator + other).orElseThrow();
    }

    private static Path location(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
