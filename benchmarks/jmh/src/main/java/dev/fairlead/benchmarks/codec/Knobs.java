package dev.fairlead.benchmarks.codec;

import dev.fairlead.benchmarks.measure.Figures;
import dev.fairlead.benchmarks.measure.Machine;
import dev.fairlead.benchmarks.measure.MarkdownTable;
import dev.fairlead.benchmarks.measure.Report;
import dev.fairlead.benchmarks.measure.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures what each setting costs and saves, all that belongs into one table side by side. */
public final class Knobs {
    private static final Rounds ROUNDS = new Rounds(11, 6_000_000);
    private static final long WARM_UP = 200_000_000;
    private static final int CONNECTIONS = 64;
    private static final int SMALL = 200;
    private static final int MEDIUM = 1 << 10;
    private static final List<Integer> MINIMUM_SIZES = List.of(48, 64, 96, 128, 192, 256, 512);

    /** Messages for the ratio of bytes, on one connection. */
    private static final int MESSAGES = 500;

    private Knobs() {
    }

    /**
     * Measures.
     *
     * @param args none
     */
    public static void main(String... args) throws IOException {
        Report report = new Report("Settings of the compression", "benchmarks/codec knobs", Machine.here());
        report.say("JSON. Sent: bytes sent by bytes of the messages, on one connection. CPU: of compressing a message, with "
                + CONNECTIONS + " connections in turn. Memory: what the compressing half of a connection holds after 100 messages"
                + " of 1 KiB, Java heap and native. What isn't named in a table has its default: window 12 bits, level 1.");
        // the first measurement would count what it leaves behind for all
        HeldMemory.of(Knob.windows(1).findFirst().orElseThrow());
        report.table("window", windows());
        report.table("memory-level", leveled("memory level", List.of(1, 6), Knob::memoryLevels));
        report.table("level", measured("level", Knob.levels().toList()));
        report.table("strategy", measured("strategy", Knob.strategies().toList()));
        report.table("takeover", measured("context", Knob.takeover().toList()));
        report.table("tables", measured("tables", Knob.tables().toList()));
        report.table("codec", leveled("codec", List.of(1, 6), Knob::codecs));
        report.table("minimum-size", minimumSizes());
        report.table("only-if-smaller", onlyIfSmaller());
        report.write(Workplace.results("knobs.md"));
        System.out.print(report);
    }

    private static MarkdownTable windows() {
        return leveled("window bits", List.of(1, 6), Knob::windows);
    }

    private interface Leveled {
        Stream<Knob> knobs(int level);
    }

    /** A table for two levels; the settings of both are measured side by side. */
    private static MarkdownTable leveled(String heading, List<Integer> levels, Leveled source) {
        List<Knob> knobs = levels.stream().flatMap(source::knobs).toList();
        MarkdownTable table = new MarkdownTable(columns(heading, "level"));
        rows(knobs).forEach(row -> {
            List<String> withLevel = new ArrayList<>(row);
            withLevel.add(1, Integer.toString(knobs.get(table.size()).compression().level()));
            table.row(withLevel);
        });
        return table;
    }

    private static MarkdownTable measured(String heading, List<Knob> knobs) {
        MarkdownTable table = new MarkdownTable(columns(heading));
        rows(knobs).forEach(table::row);
        return table;
    }

    private static List<String> columns(String... headings) {
        List<String> columns = new ArrayList<>(List.of(headings));
        columns.addAll(List.of("200 B: sent", "200 B: CPU µs", "1 KiB: sent", "1 KiB: CPU µs", "memory, B"));
        return columns;
    }

    private static List<List<String>> rows(List<Knob> knobs) {
        List<Rounds.Cost> small = costs(knobs, Corpus.JSON, SMALL);
        List<Rounds.Cost> medium = costs(knobs, Corpus.JSON, MEDIUM);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < knobs.size(); i++) {
            Knob knob = knobs.get(i);
            rows.add(List.of(knob.setting(), sent(knob, Corpus.JSON, SMALL), micros(small.get(i)),
                    sent(knob, Corpus.JSON, MEDIUM), micros(medium.get(i)), Figures.number(HeldMemory.of(knob))));
        }
        return rows;
    }

    private static MarkdownTable minimumSizes() {
        MarkdownTable table = new MarkdownTable(List.of("bytes of a message", "sent, taken over", "CPU µs, taken over",
                "sent, forgotten", "CPU µs, forgotten"));
        List<Knob> knobs = Knob.takeover().map(knob -> new Knob(knob.setting(), knob.engine(), knob.windowBits(),
                knob.contextTakeover(), knob.compression().withMinimumSize(0))).toList();
        for (int size : MINIMUM_SIZES) {
            List<Rounds.Cost> costs = costs(knobs, Corpus.JSON, size);
            table.row(Integer.toString(size), sent(knobs.get(0), Corpus.JSON, size), micros(costs.get(0)),
                    sent(knobs.get(1), Corpus.JSON, size), micros(costs.get(1)));
        }
        return table;
    }

    private static MarkdownTable onlyIfSmaller() {
        MarkdownTable table = new MarkdownTable(List.of("onlyIfSmaller", "1 KiB of noise: sent", "1 KiB of noise: CPU µs",
                "1 KiB of JSON: sent", "1 KiB of JSON: CPU µs"));
        List<Knob> knobs = Knob.onlyIfSmaller().toList();
        List<Rounds.Cost> noise = costs(knobs, Corpus.NOISE, MEDIUM);
        List<Rounds.Cost> json = costs(knobs, Corpus.JSON, MEDIUM);
        for (int i = 0; i < knobs.size(); i++) {
            table.row(knobs.get(i).setting(), sent(knobs.get(i), Corpus.NOISE, MEDIUM), micros(noise.get(i)),
                    sent(knobs.get(i), Corpus.JSON, MEDIUM), micros(json.get(i)));
        }
        return table;
    }

    private static List<Rounds.Cost> costs(List<Knob> knobs, Corpus corpus, int size) {
        List<byte[]> cycle = corpus.cycle(size);
        List<SendingConnections> all = knobs.stream().map(knob -> open(knob, cycle, CONNECTIONS)).toList();
        for (int i = 0; i < all.size(); i++) {
            for (long sent = 0; sent < (long) CONNECTIONS << knobs.get(i).windowBits(); sent += size) {
                all.get(i).next();
            }
            Rounds.warmUp(all.get(i), WARM_UP);
        }
        List<Rounds.Cost> costs = ROUNDS.run(all);
        all.forEach(SendingConnections::close);
        return costs;
    }

    static SendingConnections open(Knob knob, List<byte[]> cycle, int connections) {
        return new SendingConnections(knob.engine().sending(connections, knob.windowBits(), knob.contextTakeover(),
                knob.compression()), cycle, connections);
    }

    private static String sent(Knob knob, Corpus corpus, int size) {
        List<byte[]> messages = corpus.messages(size, MESSAGES);
        try (SendingConnections one = open(knob, messages, 1)) {
            messages.forEach(any -> one.next());
            return Figures.number(one.ratio());
        }
    }

    private static String micros(Rounds.Cost cost) {
        return Figures.number(cost.nanoseconds() / 1000);
    }
}
