package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what a broadcast costs a server for each delivery, with permessage-deflate and without, interleaved. */
public final class BroadcastMeasurement {
    private static final int RECEIVERS = 500;
    private static final int ROUNDS = 5;
    private static final String FIRST_SECONDS = "2";
    private static final String SECONDS = "1.2";

    private BroadcastMeasurement() {
    }

    /** What one server needed, with compression or without. */
    private static final class Case {
        private final Samples cpu = new Samples();
        private final Samples collectors = new Samples();
        private LoadResult last;

        void add(LoadResult result) {
            // what the JIT compiler does meanwhile isn't a delivery's
            cpu.add(result.number("cpu_us") - result.number("jit_us"));
            collectors.add(result.number("gc_us"));
            last = result;
        }
    }

    /**
     * Measures.
     *
     * @param args {@code [-c RECEIVERS] [SERVER ...]}
     */
    public static void main(String... args) throws Exception {
        Arguments arguments = Arguments.of(RECEIVERS, args);
        Report report = new Report("Broadcast", ("benchmarks/broadcast " + String.join(" ", args)).strip(), Machine.here());
        List<ServerProcess> servers = new ArrayList<>();
        Map<String, Case> plain = new LinkedHashMap<>();
        Map<String, Case> compressed = new LinkedHashMap<>();
        try {
            for (String name : arguments.servers()) {
                servers.add(ServerProcess.start(name));
                plain.put(name, new Case());
                compressed.put(name, new Case());
            }
            for (ServerProcess server : servers) {
                run(server, arguments, Offer.PLAIN, FIRST_SECONDS);
                run(server, arguments, Offer.COMPRESSED, FIRST_SECONDS);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (ServerProcess server : servers) {
                    plain.get(server.name()).add(run(server, arguments, Offer.PLAIN, SECONDS));
                    compressed.get(server.name()).add(run(server, arguments, Offer.COMPRESSED, SECONDS));
                }
                Collections.rotate(servers, 1);
                System.err.println("round " + (round + 1) + " of " + ROUNDS);
            }
        } finally {
            servers.forEach(ServerProcess::close);
        }
        report.say("CPU time of the server for each delivery, microseconds, of text messages of 1 KiB JSON to "
                + arguments.connections() + " receivers, four messages under way; medians (least to most) of " + ROUNDS
                + " interleaved rounds, without the JIT compilers' time. permessage-deflate with context takeover; the client"
                + " offers windows of 12 bits first, and any after them.");
        report.table("broadcast", table(plain, compressed));
        report.write(Workplace.results("broadcast.md"));
        System.out.print(report);
    }

    private static LoadResult run(ServerProcess server, Arguments arguments, List<String> offer, String seconds)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--path", "/broadcast", "--size", "1024", "--depth", "4",
                "--conns", Integer.toString(arguments.connections()), "--settle", "0.5", "--warmup", "0.3", "--time", seconds,
                "--verify", "64"));
        options.addAll(offer);
        options.add("broadcast");
        return LoadGenerator.run(server, options);
    }

    private static MarkdownTable table(Map<String, Case> plain, Map<String, Case> compressed) {
        MarkdownTable table = new MarkdownTable(List.of("server", "plain, CPU µs", "compressed, CPU µs", "compressed by plain",
                "bytes sent, plain", "bytes sent, compressed", "collectors' part, plain", "collectors' part, compressed"));
        plain.forEach((server, without) -> {
            Case with = compressed.get(server);
            table.row(server, without.cpu.toString(), with.cpu.toString(), Figures.ratio(with.cpu.median() / without.cpu.median()),
                    Figures.number(without.last.number("rx_b")), Figures.number(with.last.number("rx_b")),
                    Figures.number(without.collectors.median()), Figures.number(with.collectors.median()));
        });
        return table;
    }
}
