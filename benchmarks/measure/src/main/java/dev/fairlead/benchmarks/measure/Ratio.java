package dev.fairlead.benchmarks.measure;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a server does beside another in one case: the median of the one divided by the median of the other.
 *
 * @param server its name
 * @param other  what it is divided by
 * @param mine   all rounds of the server
 * @param theirs all rounds of the other
 */
record Ratio(String server, String other, Samples mine, Samples theirs) {
    /** Compares the best of the ones with the best of the others, of those that ran; NaN if there is none. */
    static Ratio ofBest(ComparedRuns runs, ComparedCase test, ToDoubleFunction<ComparedRun> figure, List<String> ones,
            List<String> others) {
        String one = best(runs, test, figure, ones);
        String other = best(runs, test, figure, others);
        return new Ratio(one, other, runs.samples(test.name(), one, figure), runs.samples(test.name(), other, figure));
    }

    private static String best(ComparedRuns runs, ComparedCase test, ToDoubleFunction<ComparedRun> figure, List<String> names) {
        Comparator<String> byMedian = Comparator.comparingDouble(name -> runs.samples(test.name(), name, figure).median());
        return names.stream().min(byMedian).orElseThrow();
    }

    /** NaN unless both were measured. */
    double value() {
        return mine.median() / theirs.median();
    }

    boolean measured() {
        return !Double.isNaN(value());
    }

    /** Whether some round of the server was no worse than some round of the other. */
    boolean rangesMeet() {
        return mine.least() <= theirs.most();
    }
}
