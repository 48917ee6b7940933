package dev.fairlead.benchmarks.measure;

import java.util.Locale;

/** Writes numbers for tables: three digits that count, thousands divided, a dash for what wasn't measured. */
public final class Figures {
    private static final String NONE = "-";

    private Figures() {
    }

    /**
     * Three digits that count: {@code 0.123}, {@code 1.23}, {@code 12.3}, {@code 1,234}.
     *
     * @param value NaN if it wasn't measured
     * @return the text
     */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        int decimals = size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /**
     * A ratio with two decimals.
     *
     * @param value NaN if it wasn't measured
     * @return the text
     */
    public static String ratio(double value) {
        return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.2f", value);
    }
}
