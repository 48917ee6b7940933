package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws what the window costs and saves: bytes sent against CPU time, and against memory, for the levels 1 and 6, with a
 * {@code Deflater} of the JDK for each connection to compare. It takes all from the tables {@code window} and {@code codec} of
 * a results file. The colours follow the reader's light or dark scheme.
 */
final class TradeOffPlot {
    private static final int WIDTH = 920;
    private static final int HEIGHT = 470;
    private static final int TOP = 56;
    private static final int BOTTOM = 410;
    private static final List<Integer> LEFTS = List.of(62, 534);
    private static final int PANEL = 366;

    private static final String STYLE = """
            <style>
              svg { font: 12px system-ui, sans-serif; --ground: #ffffff; --ink: #1f2328; --line: #d1d9e0;
                    --one: #0969da; --six: #bc4c00; --jdk: #59636e; }
              @media (prefers-color-scheme: dark) {
                svg { --ground: #0d1117; --ink: #e6edf3; --line: #30363d; --one: #58a6ff; --six: #f0883e; --jdk: #9198a1; }
              }
              .ground { fill: var(--ground); }
              text { fill: var(--ink); }
              .title { font-weight: 600; font-size: 14px; }
              .grid { stroke: var(--line); stroke-width: 1; }
              .one { --colour: var(--one); } .six { --colour: var(--six); } .jdk { --colour: var(--jdk); }
              polyline { fill: none; stroke: var(--colour); stroke-width: 1.5; }
              circle, rect.mark { fill: var(--colour); }
              .label { fill: var(--colour); font-size: 11px; }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    private TradeOffPlot() {
    }

    /** One way to set the compression. */
    private record Point(String label, double sent, double cpu, double memory) {}

    /** Points that differ in one setting; the class says which colour. */
    private record Series(String name, String colour, boolean joined, List<Point> points) {}

    /** Draws the plot of a results file. */
    static void draw(Path results, Path file) throws IOException {
        MarkdownTable windows = MarkdownTable.parse(Report.lines(results, "window"));
        MarkdownTable codecs = MarkdownTable.parse(Report.lines(results, "codec"));
        List<Series> series = List.of(
                new Series("Fairlead, level 1, by window bits", "one", true, points(windows, "window bits", 1)),
                new Series("Fairlead, level 6, by window bits", "six", true, points(windows, "window bits", 6)),
                new Series("a JDK Deflater for each connection, by level", "jdk", false, persistent(codecs)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new TradeOffPlot().draw(series));
    }

    private static List<Point> points(MarkdownTable table, String label, int level) {
        List<Point> points = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (table.number(row, "level") == level) {
                points.add(point(table, row, table.cell(row, label)));
            }
        }
        return points;
    }

    private static List<Point> persistent(MarkdownTable table) {
        List<Point> points = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            if (table.cell(row, "codec").contains("Deflater")) {
                points.add(point(table, row, "level " + table.cell(row, "level")));
            }
        }
        return points;
    }

    private static Point point(MarkdownTable table, int row, String label) {
        return new Point(label, 100 * table.number(row, "1 KiB: sent"), table.number(row, "1 KiB: CPU µs"),
                table.number(row, "memory, B") / 1024);
    }

    private String draw(List<Series> series) {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                + " aria-label=\"Bytes sent against CPU time and against memory\">", WIDTH, HEIGHT, WIDTH, HEIGHT);
        svg.append(STYLE);
        add("<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT);
        panel(LEFTS.get(0), "CPU time to compress 1 KiB of JSON, µs", series, Point::cpu);
        panel(LEFTS.get(1), "Memory held by a sending connection, KiB", series, Point::memory);
        int left = LEFTS.get(0);
        for (Series each : series) {
            mark(each, left, 20);
            add("<text x=\"%d\" y=\"24\">%s</text>", left + 10, each.name());
            left += 30 + 7 * each.name().length();
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(int left, String title, List<Series> series, ToDoubleFunction<Point> value) {
        List<Point> all = series.stream().flatMap(each -> each.points().stream()).toList();
        Axis across = Axis.around(all.stream().mapToDouble(Point::sent), false, left, left + PANEL);
        Axis up = Axis.around(all.stream().mapToDouble(value), true, BOTTOM, TOP);
        for (double tick : across.ticks()) {
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", across.at(tick), TOP, across.at(tick), BOTTOM);
            add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f %%</text>", across.at(tick), BOTTOM + 18, tick);
        }
        for (double tick : up.ticks()) {
            add("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>", left, up.at(tick), left + PANEL, up.at(tick));
            add("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", left - 8, up.at(tick) + 4, plain(tick));
        }
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">bytes sent of the message's bytes</text>", left + PANEL / 2, BOTTOM + 40);
        add("<text class=\"title\" text-anchor=\"middle\" transform=\"translate(%d %d) rotate(-90)\">%s</text>",
                left - 46, (TOP + BOTTOM) / 2, title);
        for (Series each : series) {
            if (each.joined()) {
                StringBuilder path = new StringBuilder();
                each.points().forEach(point -> path.append(String.format(Locale.ROOT, "%.1f,%.1f ",
                        across.at(point.sent()), up.at(value.applyAsDouble(point)))));
                add("<polyline class=\"%s\" points=\"%s\"/>", each.colour(), path.toString().strip());
            }
            boolean below = each.colour().equals("one");
            for (Point point : each.points()) {
                double x = across.at(point.sent());
                double y = up.at(value.applyAsDouble(point));
                mark(each, x, y);
                add("<text class=\"label %s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", each.colour(),
                        below ? x - 4 : x + 6, below ? y + 15 : y - 6, below ? "end" : "start", point.label());
            }
        }
    }

    private void mark(Series series, double x, double y) {
        if (series.joined()) {
            add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", series.colour(), x, y);
        } else {
            add("<rect class=\"mark %s\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"8\"/>", series.colour(), x - 4, y - 4);
        }
    }

    private static String plain(double tick) {
        return tick < 1 ? Double.toString(tick) : String.format(Locale.ROOT, "%,.0f", tick);
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
