package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How much the ones need of what the others need, case by case: CPU time, or heap for idle connections. */
final class RatioTables {
    private static final String FAIRLEAD = "fairlead-";
    private static final String ELSEWHERE = "@";
    private static final String EMBEDDED = "fairlead-server";
    private static final List<String> PEERS =
            Stream.of(CompareOptions.JAKARTA_PEERS, CompareOptions.OTHERS).flatMap(List::stream).toList();
    private static final String FLOOR = "nio-string";

    private final ComparedRuns runs;

    RatioTables(ComparedRuns runs) {
        this.runs = runs;
    }

    /** Two servers of which the first is to be compared with the second. */
    record Pair(String one, String other) {
        @Override
        public String toString() {
            return one + " / " + other;
        }
    }

    /** Fairlead in a container with the container's own; and a server with the same of another checkout. */
    List<Pair> pairs() {
        Set<String> servers = servers();
        List<Pair> pairs = new ArrayList<>();
        for (String server : servers) {
            if (server.startsWith(FAIRLEAD) && servers.contains(server.substring(FAIRLEAD.length()))) {
                pairs.add(new Pair(server, server.substring(FAIRLEAD.length())));
            }
        }
        for (String server : servers) {
            servers.stream().filter(other -> other.startsWith(server + ELSEWHERE))
                    .forEach(other -> pairs.add(new Pair(server, other)));
        }
        return pairs;
    }

    private Set<String> servers() {
        Set<String> servers = new LinkedHashSet<>();
        runs.cases().forEach(test -> servers.addAll(runs.servers(test.name())));
        return servers;
    }

    Ratio of(ComparedCase test, Pair pair) {
        return Ratio.ofBest(runs, test, test.figure(), List.of(pair.one()), List.of(pair.other()));
    }

    /** The best of Fairlead's with the best of other Jakarta providers, if both ran. */
    Optional<Ratio> best(ComparedCase test) {
        List<String> ran = runs.servers(test.name());
        List<String> ones = ran.stream().filter(CompareOptions.FAIRLEAD::contains).toList();
        List<String> others = ran.stream().filter(CompareOptions.JAKARTA_PEERS::contains).toList();
        return ones.isEmpty() || others.isEmpty() ? Optional.empty()
                : Optional.of(Ratio.ofBest(runs, test, test.figure(), ones, others));
    }

    /** The embedded server with the best that isn't Fairlead, Jakarta or not: the ratio, and which that is. */
    private String embedded(ComparedCase test) {
        List<String> peers = runs.servers(test.name()).stream().filter(PEERS::contains).toList();
        if (peers.isEmpty()) {
            return Figures.ratio(Double.NaN);
        }
        Ratio ratio = Ratio.ofBest(runs, test, test.figure(), List.of(EMBEDDED), peers);
        return ratio.measured() ? Figures.ratio(ratio.value()) + " (" + ratio.other() + ")" : Figures.ratio(Double.NaN);
    }

    /** Pairs, the embedded server with the best, and the best with the best. */
    MarkdownTable peers() {
        List<Pair> pairs = pairs();
        List<String> columns = new ArrayList<>(List.of("case"));
        pairs.forEach(pair -> columns.add(pair.toString()));
        columns.addAll(List.of(EMBEDDED + " / best peer", "best Fairlead / best Jakarta peer", "which"));
        MarkdownTable table = new MarkdownTable(columns);
        for (ComparedCase test : runs.cases()) {
            List<String> row = new ArrayList<>(List.of(test.title()));
            pairs.forEach(pair -> row.add(Figures.ratio(of(test, pair).value())));
            row.add(embedded(test));
            Optional<Ratio> best = best(test);
            row.add(Figures.ratio(best.map(Ratio::value).orElse(Double.NaN)));
            row.add(best.map(ratio -> ratio.server() + " / " + ratio.other()).orElse("-"));
            table.row(row);
        }
        return table;
    }

    /** All servers, each divided by the floor that makes Strings, too; empty if that didn't run. */
    Optional<MarkdownTable> floor() {
        Set<String> servers = servers();
        if (!servers.contains(FLOOR)) {
            return Optional.empty();
        }
        List<String> columns = new ArrayList<>(List.of("case"));
        columns.addAll(servers);
        MarkdownTable table = new MarkdownTable(columns);
        for (ComparedCase test : runs.cases()) {
            List<String> row = new ArrayList<>(List.of(test.title()));
            servers.forEach(server -> row.add(Figures.number(of(test, new Pair(server, FLOOR)).value())));
            table.row(row);
        }
        return Optional.of(table);
    }
}
