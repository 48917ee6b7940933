package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures what idle connections hold, with permessage-deflate and without, on Fairlead and on its peers. */
public final class MemoryMeasurement {
    private static final int CONNECTIONS = 5000;
    private static final int MESSAGES = 100;

    /** A class that holds less than that many bytes of a connection isn't worth a row. */
    private static final double WORTH_A_ROW = 48;

    private MemoryMeasurement() {
    }

    /** The two runs of a server. */
    private record Runs(IdleMemory plain, IdleMemory compressed) {
        double added() {
            return compressed.heap() - plain.heap() + compressed.outside() - plain.outside();
        }
    }

    /**
     * Measures.
     *
     * @param args {@code [-c CONNECTIONS] [SERVER ...]}
     */
    public static void main(String... args) throws Exception {
        Arguments arguments = Arguments.of(CONNECTIONS, args);
        Report report = new Report("Memory of idle connections", ("benchmarks/memory " + String.join(" ", args)).strip(),
                Machine.here());
        Map<String, Runs> runs = new LinkedHashMap<>();
        for (String server : arguments.servers()) {
            IdleMemory plain = IdleMemory.measure(server, arguments.connections(), MESSAGES, Offer.PLAIN);
            IdleMemory compressed = IdleMemory.measure(server, arguments.connections(), MESSAGES, Offer.COMPRESSED);
            runs.put(server, new Runs(plain, compressed));
            System.err.println(server + ": plain " + plain.load().values() + ", compressed " + compressed.load().values());
        }
        write(report, runs, arguments.connections());
        report.write(Workplace.results("memory.md"));
        System.out.print(report);
    }

    private static void write(Report report, Map<String, Runs> runs, int connections) {
        report.say("Bytes of each of " + connections + " connections after " + MESSAGES + " messages of 1 KiB JSON each way, four under way,"
                + " minus the warmed-up server without connections. Heap: what lives after a full collection. Outside: resident"
                + " memory that isn't the heap's, native zlib streams before all. permessage-deflate with context takeover; the"
                + " client offers windows of 12 bits first, and any after them.");
        report.table("memory", summary(runs));
        Map<String, Runs> own = new LinkedHashMap<>(runs);
        own.keySet().removeIf(server -> !Arguments.fairlead(server));
        if (!own.isEmpty()) {
            report.say("## The provider's part");
            report.say("Fairlead's own objects, and all that compression adds to a connection: heap of other classes (the arrays"
                    + " of the histories) and memory outside, compressed minus plain.");
            report.table("provider", provider(own));
            report.say("## By class");
            report.say("Bytes of a connection with permessage-deflate, in objects of Fairlead's classes and in arrays.");
            report.table("classes", classes(own));
        }
    }

    private static MarkdownTable summary(Map<String, Runs> runs) {
        MarkdownTable table = new MarkdownTable(List.of("server", "window out/in", "plain: heap", "plain: outside",
                "compressed: heap", "compressed: outside", "compressed: sum", "what compression adds", "CPU µs of a message"));
        runs.forEach((server, each) -> table.row(server, window(each.compressed().load()),
                Figures.number(each.plain().heap()), Figures.number(each.plain().outside()),
                Figures.number(each.compressed().heap()), Figures.number(each.compressed().outside()),
                Figures.number(each.compressed().heap() + each.compressed().outside()), Figures.number(each.added()),
                Figures.number(each.compressed().load().number("cpu_us"))));
        return table;
    }

    private static String window(LoadResult load) {
        return load.text("pmd").equals("off") ? "none" : load.text("server_bits") + "/" + load.text("client_bits");
    }

    private static MarkdownTable provider(Map<String, Runs> runs) {
        MarkdownTable table = new MarkdownTable(List.of("server", "own objects", "added: other classes", "added: outside",
                "the provider's part"));
        runs.forEach((server, each) -> {
            double own = each.compressed().ownClasses();
            double others = each.compressed().heap() - own - (each.plain().heap() - each.plain().ownClasses());
            double outside = each.compressed().outside() - each.plain().outside();
            table.row(server, Figures.number(own), Figures.number(others), Figures.number(outside),
                    Figures.number(own + others + outside));
        });
        return table;
    }

    private static MarkdownTable classes(Map<String, Runs> runs) {
        Map<String, Double> most = new TreeMap<>();
        runs.values().forEach(each -> each.compressed().classes().forEach((name, bytes) -> {
            if ((IdleMemory.own(name) || name.startsWith("[")) && bytes >= WORTH_A_ROW) {
                most.merge(name, bytes, Math::max);
            }
        }));
        List<String> names = most.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).map(Map.Entry::getKey).toList();
        MarkdownTable table = new MarkdownTable(columns(runs));
        for (String name : names) {
            List<String> row = new ArrayList<>(List.of("`" + name + "`"));
            runs.values().forEach(each -> {
                row.add(Figures.number(each.compressed().classes().getOrDefault(name, 0.0)));
                row.add(Figures.number(each.plain().classes().getOrDefault(name, 0.0)));
            });
            table.row(row);
        }
        return table;
    }

    private static List<String> columns(Map<String, Runs> runs) {
        List<String> columns = new ArrayList<>(List.of("class"));
        for (String server : runs.keySet()) {
            columns.add(server);
            columns.add(server + ", plain");
        }
        return columns;
    }
}
