package dev.fairlead.benchmarks.codec;

import dev.fairlead.benchmarks.measure.Figures;
import dev.fairlead.benchmarks.measure.MarkdownTable;
import dev.fairlead.benchmarks.measure.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts costs into tables: all against the JDK's persistent streams. Not thread-safe. */
final class CodecTables {
    private static final int JDK_WINDOW = 15;

    private final Map<Cell, Samples> times = new HashMap<>();
    private final Map<Cell, Samples> allocations = new HashMap<>();
    private final List<String> slower = new ArrayList<>();

    void add(Cell cell, Rounds.Cost cost) {
        times.computeIfAbsent(cell, any -> new Samples()).add(cost.nanoseconds());
        allocations.computeIfAbsent(cell, any -> new Samples()).add(cost.allocated());
    }

    /** Microseconds for the JDK's, ratios to it for the others; Fairlead's bold where it is slower. */
    MarkdownTable costs(Cell kind) {
        List<String> columns = new ArrayList<>(List.of("bytes", "connections"));
        if (kind.deflate()) {
            columns.add("JDK persistent, µs");
        }
        for (int windowBits : Cell.WINDOWS) {
            if (!kind.deflate()) {
                columns.add("JDK persistent, µs, window " + windowBits);
            }
            for (Engine engine : compared(kind, windowBits)) {
                columns.add(engine.title() + ", window " + windowBits);
            }
            columns.add("allocated by Fairlead, window " + windowBits + ", B");
        }
        MarkdownTable table = new MarkdownTable(columns);
        for (int size : Cell.SIZES) {
            for (int connections : Cell.CONNECTIONS) {
                if (times.containsKey(kind.with(size, connections, Engine.FAIRLEAD, JDK_WINDOW))) {
                    table.row(row(kind, size, connections));
                }
            }
        }
        return table;
    }

    /** A quick run leaves jzlib out where it isn't needed. */
    private List<Engine> compared(Cell kind, int windowBits) {
        return Stream.of(Engine.JDK_HIBERNATED, Engine.JZLIB, Engine.FAIRLEAD)
                .filter(engine -> times.keySet().stream()
                        .anyMatch(cell -> cell.equals(kind.with(cell.size(), cell.connections(), engine, windowBits))))
                .toList();
    }

    private List<String> row(Cell kind, int size, int connections) {
        List<String> row = new ArrayList<>(List.of(Integer.toString(size), Integer.toString(connections)));
        if (kind.deflate()) {
            row.add(Figures.number(time(kind.with(size, connections, Engine.JDK_PERSISTENT, JDK_WINDOW)) / 1000));
        }
        for (int windowBits : Cell.WINDOWS) {
            double jdk = time(jdk(kind.with(size, connections, Engine.JDK_PERSISTENT, windowBits)));
            if (!kind.deflate()) {
                row.add(Figures.number(jdk / 1000));
            }
            for (Engine engine : compared(kind, windowBits)) {
                row.add(against(kind.with(size, connections, engine, windowBits), jdk));
            }
            row.add(Figures.number(allocations.getOrDefault(
                    kind.with(size, connections, Engine.FAIRLEAD, windowBits), new Samples()).median()));
        }
        return row;
    }

    private String against(Cell cell, double jdk) {
        double ratio = time(cell) / jdk;
        String text = Figures.ratio(ratio);
        if (cell.engine() == Engine.FAIRLEAD && ratio > 1) {
            slower.add((cell.deflate() ? "deflate " : "inflate ") + cell.corpus() + ", level " + cell.level() + ", "
                    + cell.size() + " B, " + cell.connections() + " connections, window " + cell.windowBits() + ": " + text);
            return "**" + text + "**";
        }
        return text;
    }

    /** Fairlead's time by the JDK's. */
    double ratio(Cell cell) {
        return time(cell) / time(jdk(cell));
    }

    private static Cell jdk(Cell cell) {
        return cell.with(cell.size(), cell.connections(), Engine.JDK_PERSISTENT,
                cell.deflate() ? JDK_WINDOW : cell.windowBits());
    }

    private double time(Cell cell) {
        return times.getOrDefault(cell, new Samples()).median();
    }

    /** The cells of all tables so far in which Fairlead is slower, in words. */
    List<String> slower() {
        return List.copyOf(slower);
    }
}
