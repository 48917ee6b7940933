package dev.fairlead.benchmarks.measure;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A scale of a plot.
 *
 * @param least       the smallest value that is shown
 * @param most        the largest value that is shown
 * @param logarithmic whether equal steps are equal factors
 * @param from        where the smallest value lies, in pixels
 * @param to          where the largest value lies, in pixels
 */
record Axis(double least, double most, boolean logarithmic, double from, double to) {
    private static final List<Integer> STEPS = List.of(1, 2, 5);

    /** A scale that has all values between its ticks. */
    static Axis around(DoubleStream values, boolean logarithmic, double from, double to) {
        double[] sorted = values.sorted().toArray();
        double least = sorted[0];
        double most = sorted[sorted.length - 1];
        if (logarithmic) {
            if (!(least > 0)) {
                throw new IllegalArgumentException("a logarithmic axis has no place for " + least);
            }
            return new Axis(roundDown(least), roundUp(most), true, from, to);
        }
        double step = step(least, most);
        return new Axis(Math.floor(least / step) * step, Math.ceil(most / step) * step, false, from, to);
    }

    /** Where a value lies, in pixels. */
    double at(double value) {
        double share = logarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
        return from + share * (to - from);
    }

    /** The values that get a line and a number. */
    List<Double> ticks() {
        if (!logarithmic) {
            double step = step(least, most);
            return IntStream.rangeClosed(0, (int) Math.round((most - least) / step)).mapToObj(i -> least + i * step).toList();
        }
        return IntStream.rangeClosed((int) Math.floor(Math.log10(least)), (int) Math.ceil(Math.log10(most))).boxed()
                .flatMap(power -> STEPS.stream().map(step -> step * Math.pow(10, power)))
                .filter(tick -> tick > least * .999 && tick < most * 1.001).toList();
    }

    private static double step(double least, double most) {
        double rough = (most - least) / 6;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        return power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
    }

    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return power * (value / power >= 5 ? 5 : value / power >= 2 ? 2 : 1);
    }

    private static double roundUp(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return power * (value / power > 5 ? 10 : value / power > 2 ? 5 : value / power > 1 ? 2 : 1);
    }
}
