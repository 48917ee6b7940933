package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * All runs of a comparison, and what is known of their origin. They are kept as a file of comma separated values, from which all
 * tables can be made again: a line {@code # name: value} for each fact, the names of the columns, and a line for each run. Not
 * thread-safe.
 */
final class ComparedRuns {
    /** The fact that names all servers, in their order. */
    static final String SERVERS = "servers";

    private static final String FACT = "# ";
    private static final String IS = ": ";

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<ComparedRun> runs = new ArrayList<>();

    ComparedRuns fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    /** What {@link #fact} was told. */
    String fact(String name) {
        return facts.getOrDefault(name, "unknown");
    }

    /** All facts, in the order in which they were told. */
    Map<String, String> facts() {
        return new LinkedHashMap<>(facts);
    }

    ComparedRuns add(ComparedRun run) {
        runs.add(run);
        return this;
    }

    /** All runs of a case on a server, in the order in which they ran. */
    List<ComparedRun> of(String test, String server) {
        return runs.stream().filter(run -> run.test().equals(test) && run.server().equals(server)).toList();
    }

    /** A figure of all rounds. */
    Samples samples(String test, String server, ToDoubleFunction<ComparedRun> figure) {
        Samples samples = new Samples();
        of(test, server).stream().mapToDouble(figure).filter(value -> !Double.isNaN(value)).forEach(samples::add);
        return samples;
    }

    /** The cases that ran, in the order in which they always run. */
    List<ComparedCase> cases() {
        return ComparedCase.ALL.stream().filter(each -> runs.stream().anyMatch(run -> run.test().equals(each.name()))).toList();
    }

    /** The servers that a case ran on, in the order in which they were asked for. */
    List<String> servers(String test) {
        Set<String> servers = new LinkedHashSet<>(Arrays.asList(facts.getOrDefault(SERVERS, "").split(" ")));
        List<String> ran = runs.stream().filter(run -> run.test().equals(test)).map(ComparedRun::server).toList();
        servers.retainAll(ran);
        servers.addAll(ran);
        return List.copyOf(servers);
    }

    /** The machine's load, as it was before each run. */
    Samples load() {
        Samples samples = new Samples();
        runs.stream().mapToDouble(run -> run.number(ComparedRun.LOAD)).filter(value -> !Double.isNaN(value)).forEach(samples::add);
        return samples;
    }

    /** Writes all, to a file that is replaced. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        facts.forEach((name, value) -> lines.add(FACT + name + IS + value));
        lines.add(ComparedRun.header());
        runs.forEach(run -> lines.add(run.line()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    /** Reads what {@link #write} wrote. */
    static ComparedRuns read(Path file) throws IOException {
        ComparedRuns read = new ComparedRuns();
        String header = null;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(FACT)) {
                int at = line.indexOf(IS);
                read.fact(line.substring(FACT.length(), at), line.substring(at + IS.length()));
            } else if (header == null) {
                header = line;
            } else {
                read.add(ComparedRun.parse(header, line));
            }
        }
        return read;
    }
}
