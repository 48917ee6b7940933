package dev.fairlead.tck.runner;

import java.util.List;

/**
 * The results as text: a line for each target, and below it what went wrong there.
 *
 * @param results  of all runs
 * @param expected how many tests the TCK has
 */
record ResultTable(List<TckResult> results, int expected) {
    private static final String FORMAT = "%-12s %7s %9s %7s %8s %8s  %s%n";

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(FORMAT, "target", "tests", "failures", "errors", "skipped", "seconds", ""));
        for (TckResult result : results) {
            text.append(String.format(FORMAT, result.target(), result.tests(), result.failures(), result.errors(),
                    result.skipped(), result.seconds(), verdict(result)));
        }
        for (TckResult result : results) {
            result.problems().forEach(problem -> text.append(result.target()).append(": ").append(problem)
                    .append(System.lineSeparator()));
        }
        return text.toString();
    }

    private String verdict(TckResult result) {
        if (result.passed(expected)) {
            return "passed";
        }
        return result.tests() == expected ? "NOT PASSED" : "NOT PASSED: the TCK has " + expected + " tests";
    }
}
