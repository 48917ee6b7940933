package dev.fairlead.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** Finds jars: the servers', Fairlead's, the API's. */
final class Jars {
    private Jars() {
    }

    /** All jars of a folder that Maven filled. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no jars in " + folder + "; run mvn generate-resources in tck-runner/servers", e);
        }
    }

    /** Fairlead as a user gets it. */
    static List<Path> fairlead() {
        return List.of(jarOf("dev.fairlead.websocket.Settings", "fairlead-provider"),
                jarOf("dev.fairlead.websocket.servlet.FairleadInitializer", "fairlead-servlet"));
    }

    /** Where a class was loaded from: a jar or a folder. */
    static Path locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path jarOf(String type, String name) {
        Path location;
        try {
            location = locationOf(Class.forName(type, false, Jars.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " isn't on the class path", e);
        }
        if (Files.isRegularFile(location)) {
            return location;
        }
        // A build that stops before the package phase has folders of classes only.
        try {
            Path jar = Files.createTempDirectory("fairlead-jar").resolve(name + ".jar");
            ShrinkWrap.create(JavaArchive.class)
                    .as(ExplodedImporter.class).importDirectory(location.toFile())
                    .as(ZipExporter.class).exportTo(jar.toFile());
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of the jars that is the WebSocket API. */
    static List<Path> api(List<Path> jars) {
        return jars.stream().filter(jar -> jar.getFileName().toString().startsWith("jakarta.websocket-")).toList();
    }

    /** The jars without any of WebSocket, the API included. */
    static List<Path> withoutWebSocket(List<Path> jars) {
        List<Path> rest = new ArrayList<>(jars);
        rest.removeIf(jar -> jar.getFileName().toString().contains("websocket"));
        return rest;
    }
}
