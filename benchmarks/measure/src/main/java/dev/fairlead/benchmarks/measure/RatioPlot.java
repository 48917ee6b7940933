package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Draws what Fairlead needs of what others need, bars for each case: in the same containers, and the best of each. The line at 1
 * is where both need the same, and a short line across a bar is where the goal is. The colours follow the reader's light or dark
 * scheme.
 */
final class RatioPlot {
    private static final int WIDTH = 920;
    private static final int LEFT = 400;
    private static final int RIGHT = 880;
    private static final int TOP = 64;
    private static final int BAR = 11;
    private static final int GAP = 12;
    private static final int BELOW = 56;
    private static final int LETTER = 7;
    private static final int NUMBER = 30;
    /** Longer bars are cut, and have their number. */
    private static final double MOST = 1.5;

    private static final String STYLE = """
            <style>
              svg { font: 12px system-ui, sans-serif; --ground: #ffffff; --ink: #1f2328; --line: #d1d9e0;
                    --tomcat: #0969da; --jetty: #bc4c00; --best: #1a7f37; }
              @media (prefers-color-scheme: dark) {
                svg { --ground: #0d1117; --ink: #e6edf3; --line: #30363d; --tomcat: #58a6ff; --jetty: #f0883e; --best: #3fb950; }
              }
              .ground { fill: var(--ground); }
              text { fill: var(--ink); }
              .number { font-size: 10px; }
              .grid { stroke: var(--line); stroke-width: 1; }
              .same, .goal { stroke: var(--ink); stroke-width: 1.5; }
              .tomcat { fill: var(--tomcat); } .jetty { fill: var(--jetty); } .best { fill: var(--best); }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();
    private final ComparedRuns runs;
    private final Axis axis = Axis.around(DoubleStream.of(0, MOST), false, LEFT, RIGHT);

    private RatioPlot(ComparedRuns runs) {
        this.runs = runs;
    }

    /** What the bars of a colour are. */
    private enum Colour {
        TOMCAT("Tomcat: Fairlead in it / its own", Goal.ON_TOMCAT),
        JETTY("Jetty: Fairlead in it / its own", Goal.ON_JETTY),
        BEST("best Fairlead / best Jakarta peer", "");

        private final String legend;
        private final String goals;

        Colour(String legend, String goals) {
            this.legend = legend;
            this.goals = goals;
        }

        String style() {
            return name().toLowerCase(Locale.ROOT);
        }

        OptionalDouble goal(ComparedCase test) {
            return Goal.ALL.stream().filter(goal -> goal.column().equals(goals) && goal.test().equals(test.name())
                    && goal.word().isEmpty()).mapToDouble(Goal::most).findFirst();
        }
    }

    /** Draws the plot; the file is replaced. */
    static void draw(ComparedRuns runs, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new RatioPlot(runs).draw());
    }

    private String draw() {
        List<ComparedCase> cases = runs.cases();
        int group = Colour.values().length * BAR + GAP;
        int bottom = TOP + cases.size() * group;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"What Fairlead needs of what others need, by case\">", WIDTH, bottom + BELOW, WIDTH, bottom + BELOW);
        svg.append(STYLE);
        add("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, bottom + BELOW);
        legend();
        for (double tick : axis.ticks()) {
            add("<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", Math.abs(tick - 1) < .01 ? "same" : "grid",
                    axis.at(tick), TOP - GAP, axis.at(tick), bottom);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>", axis.at(tick), bottom + 18, tick);
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">server CPU time by message, or heap by idle connection:"
                + " Fairlead / other</text>", (LEFT + RIGHT) / 2, bottom + 40);
        for (int i = 0; i < cases.size(); i++) {
            group(cases.get(i), TOP + i * group);
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int left = 20;
        for (Colour colour : Colour.values()) {
            add("<rect class=\"%s\" x=\"%d\" y=\"15\" width=\"10\" height=\"10\"/>", colour.style(), left);
            add("<text x=\"%d\" y=\"24\">%s</text>", left + 16, colour.legend);
            left += 40 + LETTER * colour.legend.length();
        }
    }

    private void group(ComparedCase test, int top) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", LEFT - 8, top + 2 * BAR, shortTitle(test));
        List<Optional<Ratio>> ratios = ratios(test);
        for (Colour colour : Colour.values()) {
            int y = top + colour.ordinal() * BAR;
            OptionalDouble goal = colour.goal(test);
            ratios.get(colour.ordinal()).filter(Ratio::measured).ifPresent(ratio -> bar(colour, ratio.value(), goal, y));
            goal.ifPresent(at -> add("<line class=\"goal\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                    axis.at(at), y, axis.at(at), y + BAR - 1));
        }
    }

    private List<Optional<Ratio>> ratios(ComparedCase test) {
        RatioTables tables = new RatioTables(runs);
        List<Optional<Ratio>> ratios = new ArrayList<>();
        ratios.add(Optional.of(tables.of(test, new RatioTables.Pair("fairlead-tomcat", "tomcat"))));
        ratios.add(Optional.of(tables.of(test, new RatioTables.Pair("fairlead-jetty", "jetty"))));
        ratios.add(tables.best(test));
        return ratios;
    }

    private void bar(Colour colour, double ratio, OptionalDouble goal, int y) {
        double end = axis.at(Math.min(ratio, MOST));
        double mark = goal.isPresent() ? axis.at(goal.getAsDouble()) : LEFT;
        add("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", colour.style(), LEFT, y, end - LEFT, BAR - 1);
        add("<text class=\"number\" x=\"%.1f\" y=\"%d\">%s</text>", (mark > end && mark < end + NUMBER ? mark : end) + 4,
                y + BAR - 2, Figures.ratio(ratio));
    }

    private static String shortTitle(ComparedCase test) {
        return test.title().replaceAll("(\\d+) connections, (\\d+) in flight", "$1 × $2").replace("permessage-deflate", "deflate");
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
