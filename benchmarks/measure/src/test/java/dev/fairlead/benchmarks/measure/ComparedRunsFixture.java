package dev.fairlead.benchmarks.measure;

import java.util.HashMap;
import java.util.Map;

/** Runs that were never measured. */
final class ComparedRunsFixture {
    final ComparedRuns runs = new ComparedRuns().fact("date", "2026-11-23").fact("command", "benchmarks/compare")
            .fact("versions", "Fairlead 1").fact("rounds", "2").fact("seconds", "1.0").fact("connections", "10");

    /** Two rounds around a median. */
    ComparedRunsFixture cpu(String test, String server, double median, double spread) {
        return add(test, server, Map.of("cpu_us", median - spread, "jit_us", 0.0, "p99", 10 * (median - spread)))
                .add(test, server, Map.of("cpu_us", median + spread, "jit_us", 0.0, "p99", 10 * (median + spread)));
    }

    ComparedRunsFixture memory(String test, String server, double heap, double outside) {
        return add(test, server, Map.of(ComparedRun.HEAP, heap, ComparedRun.OUTSIDE, outside));
    }

    private ComparedRunsFixture add(String test, String server, Map<String, Double> figures) {
        Map<String, String> values = new HashMap<>(Map.of(ComparedRun.LOAD, "0.5", "pmd", "off"));
        figures.forEach((name, value) -> values.put(name, value.toString()));
        runs.add(ComparedRun.of(test, server, runs.of(test, server).size() + 1, values));
        return this;
    }
}
