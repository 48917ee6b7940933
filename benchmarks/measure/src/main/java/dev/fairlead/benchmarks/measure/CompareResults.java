package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

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
        return ComparedRuns.read(file("csv"));
    }

    /** Writes all files; returns what to say of them. */
    String write(ComparedRuns runs) throws IOException {
        runs.write(file("csv"));
        report(runs).write(file("md"));
        return "written: " + file("csv") + ", " + file("md");
    }

    static Report report(ComparedRuns runs) {
        Report report = new Report("Fairlead and its peers", runs.fact("command"), new Machine(LocalDate.parse(runs.fact("date")),
                runs.fact("jdk"), runs.fact("processor"), runs.fact("system"), runs.fact("load")));
        report.say("Medians (least to most) of " + runs.fact("rounds") + " interleaved rounds of " + runs.fact("seconds")
                + " s. CPU time is the server process's without the JIT compilers', collectors included. The machine's load was "
                + runs.load() + " before the runs.");
        for (ComparedCase test : runs.cases()) {
            report.say("## " + test.title());
            report.table(test.name(), CaseTable.of(runs, test));
        }
        return report;
    }
}
