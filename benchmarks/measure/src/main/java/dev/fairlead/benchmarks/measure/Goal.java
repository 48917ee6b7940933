package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What Fairlead wants to be in a case.
 *
 * @param test   the case's name
 * @param column of the table it stands in
 * @param figure what counts, the less the better
 * @param word   for the figure, if it isn't that of all goals in the column; else empty
 * @param ones   of which the best counts
 * @param others with the best of which it is compared
 * @param most   that the ratio may be
 * @param below  whether the ratio has to be less than that, and not as much
 */
record Goal(String test, String column, ToDoubleFunction<ComparedRun> figure, String word, List<String> ones, List<String> others,
        double most, boolean below) {
    static final String ON_TOMCAT = "on Tomcat / Tomcat's own";
    static final String ON_JETTY = "on Jetty / Jetty's own";
    static final String BEST = "best Fairlead / best of";

    private static final String TOMCAT = "tomcat";
    private static final String JETTY = "jetty";
    private static final String UNDERTOW = "undertow";

    /** All goals but those of latency. */
    static final List<Goal> ALL = all();

    private static List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        for (String test : List.of("echo-64-1", "echo-1k-1")) {
            add(goals, test, 0.8, 0.6, 1, List.of(UNDERTOW));
        }
        for (String test : List.of("echo-64-16", "echo-1k-16")) {
            add(goals, test, 0.3, 0.3, 3, List.of("nio-string"));
        }
        for (String test : List.of("echo-16k-1", "echo-16k-16", "echo-1m-1")) {
            add(goals, test, 0.3, 0.6, 2, List.of("nio"));
        }
        List<String> peersAndC = new ArrayList<>(CompareOptions.JAKARTA_PEERS);
        peersAndC.addAll(CompareOptions.OTHERS);
        peersAndC.add("c");
        for (String test : List.of("takeover-1", "takeover-16", "reset-1", "reset-16")) {
            add(goals, test, 0.5, 0.5, 1, peersAndC);
        }
        add(goals, "connect", 0.9, 0.6, 1, CompareOptions.JAKARTA_PEERS);
        add(goals, "broadcast-plain", 0.7, 0.7, 1, CompareOptions.OTHERS);
        add(goals, "broadcast-deflate", 0.3, 0.3, 1, CompareOptions.OTHERS);
        add(goals, "idle-plain", 0.3, 0.8, 1, List.of(UNDERTOW));
        add(goals, "idle-deflate", 0.2, 0.5, 1, List.of(UNDERTOW));
        goals.add(new Goal("idle-deflate", ON_JETTY, ComparedRun::held, "with what is outside of the heap",
                List.of("fairlead-jetty"), List.of(JETTY), 0.3, false));
        return List.copyOf(goals);
    }

    private static void add(List<Goal> goals, String test, double tomcat, double jetty, double best, List<String> others) {
        ToDoubleFunction<ComparedRun> figure = ComparedCase.named(test).figure();
        goals.add(new Goal(test, ON_TOMCAT, figure, "", List.of("fairlead-tomcat"), List.of(TOMCAT), tomcat, false));
        goals.add(new Goal(test, ON_JETTY, figure, "", List.of("fairlead-jetty"), List.of(JETTY), jetty, false));
        goals.add(new Goal(test, BEST, figure, "", CompareOptions.FAIRLEAD, others, best, best == 1));
    }

    /** The 99th percentile is no worse than the same container's own in any case. */
    static List<Goal> latency(ComparedCase test) {
        ToDoubleFunction<ComparedRun> p99 = run -> run.number("p99");
        return List.of(
                new Goal(test.name(), ON_TOMCAT, p99, "", List.of("fairlead-tomcat"), List.of(TOMCAT), 1, false),
                new Goal(test.name(), ON_JETTY, p99, "", List.of("fairlead-jetty"), List.of(JETTY), 1, false));
    }

    Ratio ratio(ComparedRuns runs) {
        return Ratio.ofBest(runs, ComparedCase.named(test), figure, ones, others);
    }

    boolean met(Ratio ratio) {
        return below ? ratio.value() < most : ratio.value() <= most;
    }

    /** What was measured, what is wanted, and whether it is so; a dash if it wasn't measured. */
    String cell(ComparedRuns runs) {
        Ratio ratio = ratio(runs);
        if (!ratio.measured()) {
            return Figures.ratio(Double.NaN);
        }
        String names = column.equals(BEST) ? ", " + ratio.server() + " / " + ratio.other() : "";
        String answer = met(ratio) ? "yes" : "**no**" + (most == 1 && ratio.rangesMeet() ? ", but the ranges meet" : "");
        return String.format(Locale.ROOT, "%s%s (%s %s%s): %s", word.isEmpty() ? "" : word + " ", Figures.ratio(ratio.value()),
                below ? "below" : "at most", Figures.ratio(most), names, answer);
    }
}
