package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run of a case on a server gave.
 *
 * @param test   the case's name
 * @param server its name
 * @param round  from 1
 * @param values by one of {@link #FIGURES}; what wasn't measured is missing
 */
record ComparedRun(String test, String server, int round, Map<String, String> values) {
    /** Of the machine, in the minute before. */
    static final String LOAD = "load";
    /** Bytes of a connection that live in the heap after a full collection. */
    static final String HEAP = "heap";
    /** Bytes of a connection in resident memory that isn't the heap's. */
    static final String OUTSIDE = "outside";

    /** What the load generator says that is worth keeping, by its names; and the above. */
    static final List<String> FIGURES = List.of(LOAD, "n", "secs", "cpu_us", "jit_us", "gc_us", "client_us", "cores", "rate", "p50",
            "p99", "p999", "rx_b", "packed", "missed", "pmd", "server_bits", "client_bits", HEAP, OUTSIDE, "threads", "alloc_b");

    private static final int KEYS = 3;

    ComparedRun {
        values = Map.copyOf(values);
    }

    /** Keeps what is worth it. */
    static ComparedRun of(String test, String server, int round, Map<String, String> all) {
        Map<String, String> kept = new LinkedHashMap<>();
        for (String figure : FIGURES) {
            if (all.containsKey(figure)) {
                kept.put(figure, all.get(figure));
            }
        }
        return new ComparedRun(test, server, round, kept);
    }

    /** A number, or NaN if it wasn't measured. */
    double number(String figure) {
        return values.containsKey(figure) ? Double.parseDouble(values.get(figure)) : Double.NaN;
    }

    /** CPU time of the server, in microseconds, without its compilers': these have nothing to do with a message. */
    double cpu() {
        return number("cpu_us") - number("jit_us");
    }

    /** Bytes that a connection holds: what is alive in the heap, and all that is outside. */
    double held() {
        return number(HEAP) + number(OUTSIDE);
    }

    static String header() {
        return "case,server,round," + String.join(",", FIGURES);
    }

    String line() {
        List<String> cells = new ArrayList<>(List.of(test, server, Integer.toString(round)));
        FIGURES.forEach(figure -> cells.add(values.getOrDefault(figure, "")));
        return String.join(",", cells);
    }

    /** Reads what {@link #line} wrote. */
    static ComparedRun parse(String header, String line) {
        List<String> names = Arrays.asList(header.split(",", -1));
        List<String> cells = Arrays.asList(line.split(",", -1));
        if (cells.size() != names.size()) {
            throw new IllegalArgumentException(cells.size() + " cells under " + names.size() + " names: " + line);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = KEYS; i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                values.put(names.get(i), cells.get(i));
            }
        }
        return of(cells.get(0), cells.get(1), Integer.parseInt(cells.get(2)), values);
    }
}
