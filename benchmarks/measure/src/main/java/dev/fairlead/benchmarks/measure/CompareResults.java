package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Writes what a comparison gave: all runs, and a report of them.
 *
 * @param folder where to
 * @param name   of the files, without an ending
 */
record CompareResults(Path folder, String name) {
    /** A run of a part replaces no published results, unless it has a label. */
    static CompareResults of(CompareOptions options) {
        boolean publish = options.complete() || !options.label().isEmpty();
        return new CompareResults(publish ? Workplace.folder().resolve("results") : Workplace.folder().resolve("measure/target"),
                options.label().isEmpty() ? "compare" : "compare-" + options.label());
    }

    private Path file(String ending) {
        return folder.resolve(name + "." + ending);
    }

    ComparedRuns read() throws IOException {
        if (!Files.exists(file("csv"))) {
            throw new IOException("no runs are kept in " + file("csv"));
        }
        return ComparedRuns.read(file("csv"));
    }

    /** Writes all files; returns what to say of them. */
    String write(ComparedRuns runs) throws IOException {
        runs.write(file("csv"));
        report(runs).say("![What Fairlead needs of what others need](" + file("svg").getFileName() + ")").write(file("md"));
        RatioPlot.draw(runs, file("svg"));
        return new RatioTables(runs).peers() + "\nwritten: " + file("md") + ", " + file("csv") + ", " + file("svg");
    }

    static Report report(ComparedRuns runs) {
        Report report = new Report("Fairlead and its peers", runs.fact("command"), new Machine(LocalDate.parse(runs.fact("date")),
                runs.fact("jdk"), runs.fact("processor"), runs.fact("system"), runs.fact("load")));
        report.say(runs.fact("versions") + ".");
        report.say("Medians (least to most) of " + runs.fact("rounds") + " interleaved rounds of " + runs.fact("seconds")
                + " s. CPU time is the server process's, by message, without the JIT compilers', the collectors' included. The load"
                + " of the machine was " + runs.load() + " before the runs, one by one. Idle connections: "
                + runs.fact("connections") + ", measured once.");
        GoalTables goals = new GoalTables(runs);
        report.say("## Goals").say("Median by median, CPU time, or heap of idle connections. " + goals.summary());
        report.table("goals", goals.costs());
        report.say("The 99th percentile of the latency is to be no worse than with the same container's own:");
        report.table("latency", goals.latencies());
        RatioTables ratios = new RatioTables(runs);
        report.say("## Ratios").say("CPU time, or heap of idle connections, of the one divided by the other's.");
        report.table("ratios", ratios.peers());
        ratios.floor().ifPresent(table -> report.say("All divided by the floor that makes Strings:").table("floor", table));
        for (ComparedCase test : runs.cases()) {
            report.say("## " + capital(test.title()));
            report.table(test.name(), CaseTable.of(runs, test));
        }
        return report;
    }

    private static String capital(String title) {
        return title.startsWith("permessage") ? title : title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }
}
