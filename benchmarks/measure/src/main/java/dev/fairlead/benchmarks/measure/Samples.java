package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The values that one measurement had in several rounds. Not thread-safe. */
public final class Samples {
    private final List<Double> sorted = new ArrayList<>();

    /**
     * Takes the value of one round.
     *
     * @param value in whatever unit
     * @return this
     */
    public Samples add(double value) {
        int at = Collections.binarySearch(sorted, value);
        sorted.add(at < 0 ? -at - 1 : at, value);
        return this;
    }

    /**
     * The value in the middle, which a few disturbed rounds don't change.
     *
     * @return the median; of an even number of values the mean of the two in the middle; NaN if there is none
     */
    public double median() {
        int n = sorted.size();
        if (n == 0) {
            return Double.NaN;
        }
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    /**
     * The smallest value.
     *
     * @return NaN if there is none
     */
    public double least() {
        return sorted.isEmpty() ? Double.NaN : sorted.get(0);
    }

    /**
     * The largest value.
     *
     * @return NaN if there is none
     */
    public double most() {
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() - 1);
    }

    /** The median with the least and the most: {@code 12.3 (11.0 to 14.1)}; the value alone if there is only one. */
    @Override
    public String toString() {
        String median = Figures.number(median());
        return sorted.size() < 2 ? median
                : median + " (" + Figures.number(least()) + " to " + Figures.number(most()) + ")";
    }
}
