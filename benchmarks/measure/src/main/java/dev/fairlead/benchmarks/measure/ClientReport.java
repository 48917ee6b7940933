package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a comparison of the clients gave. Not thread-safe. */
final class ClientReport {
    private static final String OURS = "fairlead";

    private final ComparedRuns runs = new ComparedRuns();
    private final Machine machine;
    private final String command;
    private final int rounds;
    private final double seconds;

    ClientReport(String command, Machine machine, int rounds, double seconds) {
        this.command = command;
        this.machine = machine;
        this.rounds = rounds;
        this.seconds = seconds;
        runs.fact("command", command).fact("date", machine.date().toString()).fact("jdk", machine.jdk())
                .fact("processor", machine.processor()).fact("system", machine.system()).fact("load", machine.load())
                .fact("rounds", Integer.toString(rounds)).fact("seconds", Double.toString(seconds))
                .fact(ComparedRuns.SERVERS, String.join(" ", ClientComparison.CLIENTS));
    }

    void add(ComparedRun run) {
        runs.add(run);
    }

    /** A row for each client: medians of the rounds, of the figure that counts with least and most. */
    MarkdownTable table(ClientCase test) {
        return test.idle() ? idle(test) : load(test);
    }

    private MarkdownTable load(ClientCase test) {
        MarkdownTable table = new MarkdownTable(List.of("client", "CPU µs", "Fairlead's by that", "collectors' part",
                "JIT beside it", "a second", "allocated, B", "threads", "compression"));
        for (String client : runs.servers(test.name())) {
            Samples cpu = samples(test, client, ComparedRun::cpu);
            table.row(client, cpu.toString(), ratio(test, client, ComparedRun::cpu), median(test, client, "gc_us"),
                    median(test, client, "jit_us"), samples(test, client, run -> run.number("rate")).toString(),
                    median(test, client, "alloc_b"), median(test, client, "threads"),
                    runs.of(test.name(), client).get(0).values().getOrDefault("pmd", "-"));
        }
        return table;
    }

    private MarkdownTable idle(ClientCase test) {
        MarkdownTable table = new MarkdownTable(List.of("client", "heap, B", "Fairlead's by that", "threads"));
        for (String client : runs.servers(test.name())) {
            table.row(client, samples(test, client, run -> run.number(ComparedRun.HEAP)).toString(),
                    ratio(test, client, run -> run.number(ComparedRun.HEAP)), median(test, client, "threads"));
        }
        return table;
    }

    /** A row for each case: what Fairlead's client takes, and that by what the others do. */
    private MarkdownTable summary() {
        List<String> others = ClientComparison.CLIENTS.stream().filter(each -> !each.equals(OURS)).toList();
        List<String> columns = new ArrayList<>(List.of("case", "Fairlead"));
        others.forEach(each -> columns.add("by " + each));
        MarkdownTable table = new MarkdownTable(columns);
        for (ClientCase test : cases()) {
            ToDoubleFunction<ComparedRun> figure = test.idle() ? run -> run.number(ComparedRun.HEAP) : ComparedRun::cpu;
            List<String> row = new ArrayList<>(List.of(test.title(),
                    Figures.number(samples(test, OURS, figure).median()) + (test.idle() ? " B" : " µs")));
            others.forEach(each -> row.add(ratio(test, each, figure)));
            table.row(row);
        }
        return table;
    }

    private List<ClientCase> cases() {
        return ClientCase.ALL.stream().filter(test -> !runs.servers(test.name()).isEmpty()).toList();
    }

    private Samples samples(ClientCase test, String client, ToDoubleFunction<ComparedRun> figure) {
        return runs.samples(test.name(), client, figure);
    }

    private String median(ClientCase test, String client, String figure) {
        return Figures.number(samples(test, client, run -> run.number(figure)).median());
    }

    private String ratio(ClientCase test, String client, ToDoubleFunction<ComparedRun> figure) {
        return Figures.ratio(samples(test, OURS, figure).median() / samples(test, client, figure).median());
    }

    /** The report in Markdown. */
    Report report() {
        Report report = new Report("Fairlead's client and others", command, machine);
        report.say("Medians (least to most) of " + rounds + " interleaved rounds of " + seconds + " s, against one and the same "
                + "server, which is one thread on NIO. CPU time is the client process's, for each message or connection, without "
                + "the JIT compilers', collectors included; threads are those of Java beyond the ones before the first connection.");
        report.say("## All cases").table("clients", summary());
        for (ClientCase test : cases()) {
            report.say("## " + test.title()).table(test.name(), table(test));
        }
        return report;
    }

    /** Writes the report and all runs. */
    void write(Path folder) throws IOException {
        runs.write(folder.resolve("clients.csv"));
        report().write(folder.resolve("clients.md"));
        System.out.println("written: " + folder.resolve("clients.csv") + ", " + folder.resolve("clients.md"));
    }
}
