package dev.fairlead.benchmarks.codec;

import dev.fairlead.benchmarks.measure.Figures;
import dev.fairlead.benchmarks.measure.Machine;
import dev.fairlead.benchmarks.measure.MarkdownTable;
import dev.fairlead.benchmarks.measure.Report;
import dev.fairlead.benchmarks.measure.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares the codecs: forks a JVM for each kind of work, in turn and again and again, and writes tables of the medians. */
public final class CodecComparison {
    private static final long QUICK_BUDGET = 280_000_000_000L;
    private static final int MOST_REPEATS = 3;
    private static final int FULL_REPEATS = 5;

    /** What was set out to be reached: half of the JDK's time, for these messages on these connections. */
    private static final double GOAL = .5;
    private static final List<Integer> GOAL_SIZES = List.of(200, 1 << 10);
    private static final List<Integer> GOAL_CONNECTIONS = List.of(64, 1000);

    private CodecComparison() {
    }

    /**
     * Compares.
     *
     * @param args {@code quick} or {@code full}
     */
    public static void main(String... args) throws Exception {
        boolean quick = args[0].equals("quick");
        Machine machine = Machine.here();
        long begun = System.nanoTime();
        CodecTables tables = new CodecTables();
        int repeats = 0;
        long each;
        do {
            for (Cell kind : kinds()) {
                fork(kind, args[0], tables);
            }
            repeats++;
            each = (System.nanoTime() - begun) / repeats;
            System.err.printf(Locale.ROOT, "%d rounds of forks in %.0f s%n", repeats, (System.nanoTime() - begun) / 1e9);
        } while (quick ? repeats < MOST_REPEATS && System.nanoTime() - begun + each < QUICK_BUDGET : repeats < FULL_REPEATS);
        Report report = report(tables, new Report("Deflating and inflating", "benchmarks/codec " + args[0], machine), repeats);
        report.write(Workplace.results("codec.md"));
        System.out.print(report);
    }

    private static List<Cell> kinds() {
        List<Cell> kinds = new ArrayList<>();
        for (Corpus corpus : List.of(Corpus.JSON, Corpus.TEXT)) {
            for (int level : Cell.LEVELS) {
                kinds.add(kind(true, corpus, level));
            }
            kinds.add(kind(false, corpus, Cell.PEERS_LEVEL));
        }
        return kinds;
    }

    private static Cell kind(boolean deflate, Corpus corpus, int level) {
        return new Cell(deflate, corpus, level, 0, 0, Engine.FAIRLEAD, 0);
    }

    private static void fork(Cell kind, String mode, CodecTables tables) throws IOException, InterruptedException {
        Process fork = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xms1g", "-Xmx3g",
                "-cp", System.getProperty("java.class.path"), CodecFork.class.getName(), Boolean.toString(kind.deflate()),
                kind.corpus().name(), Integer.toString(kind.level()), mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = fork.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                tables.add(Cell.parse(words), Cell.cost(words));
            }
        }
        if (fork.waitFor() != 0) {
            throw new IOException("a fork ended with " + fork.exitValue());
        }
    }

    private static Report report(CodecTables tables, Report report, int repeats) throws IOException, InterruptedException {
        report.say("CPU time of a message with context takeover, as ratio to the JDK's own streams, one for each connection, at"
                + " the same level (their window is 15 bits). Medians of " + repeats + " JVMs each, in which all took short"
                + " turns. **Bold**: Fairlead is slower. The memory level is 5 with a window of 12 bits, 8 with 15.");
        for (Cell kind : kinds()) {
            String name = (kind.deflate() ? "deflate-" : "inflate-") + kind.corpus().name().toLowerCase(Locale.ROOT)
                    + (kind.deflate() ? "-" + kind.level() : "");
            report.say("## " + (kind.deflate() ? "Deflate, level " + kind.level() : "Inflate") + ": " + kind.corpus());
            report.table(name, tables.costs(kind));
        }
        report.say("## Where Fairlead is slower");
        List<String> slower = tables.slower();
        report.say(slower.isEmpty() ? "In no cell." : "* " + String.join("\n* ", slower));
        report.say("## Half of the JDK's time").table("goal", goal(tables));
        for (Corpus corpus : List.of(Corpus.JSON, Corpus.TEXT)) {
            report.say("## Bytes sent by bytes of the messages: " + corpus);
            report.say("One connection, window/memory level. **Bold**: more than 5 % above zlib.");
            report.table("ratio-" + corpus.name().toLowerCase(Locale.ROOT), RatioTable.of(corpus));
        }
        return report;
    }

    private static MarkdownTable goal(CodecTables tables) {
        MarkdownTable table = new MarkdownTable(List.of("bytes", "connections", "level", "window 12", "window 15"));
        for (int size : GOAL_SIZES) {
            for (int connections : GOAL_CONNECTIONS) {
                for (int level : Cell.LEVELS) {
                    List<String> row = new ArrayList<>(
                            List.of(Integer.toString(size), Integer.toString(connections), Integer.toString(level)));
                    for (int windowBits : Cell.WINDOWS) {
                        double ratio = tables.ratio(kind(true, Corpus.JSON, level)
                                .with(size, connections, Engine.FAIRLEAD, windowBits));
                        row.add(ratio > GOAL ? "**" + Figures.ratio(ratio) + "**" : Figures.ratio(ratio));
                    }
                    table.row(row);
                }
            }
        }
        return table;
    }
}
