package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What one case gave, a row for each server: medians of the rounds, of CPU time and throughput with least and most. */
final class CaseTable {
    private CaseTable() {
    }

    static MarkdownTable of(ComparedRuns runs, ComparedCase test) {
        return test.idle() ? memory(runs, test) : load(runs, test);
    }

    private static MarkdownTable load(ComparedRuns runs, ComparedCase test) {
        MarkdownTable table = new MarkdownTable(List.of("server", "CPU µs", "collectors' part", "JIT beside it", "a second",
                "p50 µs", "p99 µs", "bytes back", "compression"));
        for (String server : runs.servers(test.name())) {
            Row row = new Row(runs, test, server);
            table.row(server, row.spread(ComparedRun::cpu), row.median("gc_us"), row.median("jit_us"),
                    row.spread(run -> run.number("rate")), row.median("p50"), row.spread(run -> run.number("p99")),
                    row.median("rx_b"), row.compression());
        }
        return table;
    }

    private static MarkdownTable memory(ComparedRuns runs, ComparedCase test) {
        MarkdownTable table = new MarkdownTable(List.of("server", "heap, B", "outside, B", "sum, B", "compression"));
        for (String server : runs.servers(test.name())) {
            Row row = new Row(runs, test, server);
            table.row(server, row.median(ComparedRun.HEAP), row.median(ComparedRun.OUTSIDE), row.spread(ComparedRun::held),
                    row.compression());
        }
        return table;
    }

    /** The cells of one server. */
    private record Row(ComparedRuns runs, ComparedCase test, String server) {
        String median(String figure) {
            return Figures.number(samples(run -> run.number(figure)).median());
        }

        String spread(ToDoubleFunction<ComparedRun> figure) {
            return samples(figure).toString();
        }

        private Samples samples(ToDoubleFunction<ComparedRun> figure) {
            return runs.samples(test.name(), server, figure);
        }

        /** What was negotiated, and how many of the messages that came back were compressed, if not all. */
        String compression() {
            List<String> words = new ArrayList<>();
            ComparedRun run = runs.of(test.name(), server).get(0);
            words.add(run.values().getOrDefault("pmd", "-"));
            if (run.values().containsKey("server_bits")) {
                words.add(run.values().get("server_bits") + "/" + run.values().get("client_bits"));
                double packed = run.number("packed");
                if (packed < 1) {
                    words.add("(" + Math.round(100 * packed) + " % of the messages)");
                }
            }
            return String.join(" ", words);
        }
    }
}
