package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions of what is compared, as the jars on the class paths of the servers tell them. */
final class PeerVersions {
    private static final Map<String, String> JARS = new LinkedHashMap<>();

    static {
        JARS.put("fairlead-provider", "Fairlead");
        JARS.put("tomcat-embed-core", "Tomcat");
        JARS.put("jetty-server", "Jetty");
        JARS.put("tyrus-server", "Tyrus");
        JARS.put("undertow-websockets-jsr", "Undertow");
        JARS.put("netty-codec-http", "Netty");
    }

    private PeerVersions() {
    }

    /**
     * Reads them.
     *
     * @param benchmarks the folder that has the modules, built
     * @return in words: names and versions
     */
    static String read(Path benchmarks) throws IOException {
        List<String> files;
        try (Stream<Path> modules = Files.list(benchmarks)) {
            files = modules.map(module -> module.resolve("target/lib")).filter(Files::isDirectory)
                    .flatMap(PeerVersions::names).toList();
        }
        List<String> found = new ArrayList<>();
        JARS.forEach((jar, name) -> {
            TreeSet<String> versions = new TreeSet<>();
            Pattern pattern = Pattern.compile(Pattern.quote(jar) + "-(\\d.*)\\.jar");
            files.stream().map(pattern::matcher).filter(Matcher::matches).forEach(match -> versions.add(match.group(1)));
            versions.forEach(version -> found.add(name + " " + version));
        });
        return String.join(", ", found);
    }

    private static Stream<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }
}
