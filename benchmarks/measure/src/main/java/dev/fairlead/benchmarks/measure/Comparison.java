package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares Fairlead with its peers: all servers run at once, and each case runs on them in turn, round by round, so that what
 * else the machine does disturbs all of them alike.
 */
public final class Comparison {
    /** How many times as long a server warms up before its first case. */
    private static final double FIRST_WARM_UP = 4;
    /** Seconds between the opening handshakes and what is measured. */
    private static final double SETTLE = 0.2;
    /** Seconds that a run may take beyond what it is asked for. */
    private static final long PATIENCE = 30;
    /** Each way, before a connection is idle: as much as zlib's largest window, so that it has all the memory it will have. */
    private static final int IDLE_MESSAGES = 33;
    /** The server whose heap nobody can ask for. */
    private static final String NO_JVM = "c";

    private final CompareOptions options;
    private final ComparedRuns runs = new ComparedRuns();
    private final PrintStream progress;

    Comparison(CompareOptions options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Measures, or writes the tables of a run that is kept.
     *
     * @param args see {@code compare -h}
     */
    public static void main(String... args) throws Exception {
        CompareOptions options;
        try {
            options = CompareOptions.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println("compare: " + e.getMessage());
            System.exit(2);
            return;
        }
        CompareResults results = CompareResults.of(options);
        int status = 0;
        try {
            ComparedRuns runs = options.tablesOnly() ? results.read() : new Comparison(options, System.out).run();
            System.out.println(results.write(runs));
        } catch (IOException e) {
            System.err.println("compare: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /** Runs all cases. */
    ComparedRuns run() throws IOException, InterruptedException {
        Machine machine = Machine.here();
        runs.fact("command", options.command()).fact("date", machine.date().toString()).fact("jdk", machine.jdk())
                .fact("processor", machine.processor()).fact("system", machine.system()).fact("load", machine.load())
                .fact(ComparedRuns.SERVERS, String.join(" ", options.servers()))
                .fact("rounds", Integer.toString(options.rounds())).fact("seconds", Double.toString(options.seconds()))
                .fact("versions", PeerVersions.read(Workplace.folder()))
                .fact("connections", Integer.toString(options.connections()));
        List<ComparedCase> loads = options.cases().stream().filter(test -> !test.idle()).toList();
        if (!loads.isEmpty()) {
            try (ComparedServers servers = ComparedServers.start(options.servers(), loads.stream().anyMatch(ComparedCase::tls))) {
                Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
                for (String server : servers.names(loads.get(0))) {
                    attempt(loads.get(0), server, 0, servers, FIRST_WARM_UP * options.warmUp());
                }
                for (ComparedCase test : loads) {
                    measure(test, servers);
                }
            }
        }
        for (ComparedCase test : options.cases()) {
            if (test.idle()) {
                measureIdle(test);
            }
        }
        return runs;
    }

    private void measureIdle(ComparedCase test) throws InterruptedException {
        for (String server : options.servers()) {
            if (server.equals(NO_JVM)) {
                continue;
            }
            String load = Machine.loadNow();
            try {
                IdleMemory memory = IdleMemory.measure(server, options.connections(), IDLE_MESSAGES, test.offer());
                Map<String, String> values = new HashMap<>(memory.load().values());
                values.put(ComparedRun.LOAD, load);
                values.put(ComparedRun.HEAP, Long.toString(Math.round(memory.heap())));
                values.put(ComparedRun.OUTSIDE, Long.toString(Math.round(memory.outside())));
                runs.add(ComparedRun.of(test.name(), server, 1, values));
            } catch (IOException e) {
                System.err.println(test.name() + " on " + server + ": " + e.getMessage());
            }
        }
        tell(test);
    }

    private void tell(ComparedCase test) {
        progress.println("\n" + test.name() + ": " + test.title() + "\n\n" + CaseTable.of(runs, test));
    }

    private void measure(ComparedCase test, ComparedServers servers) throws InterruptedException {
        for (String server : servers.names(test)) {
            attempt(test, server, 0, servers, test.warmUps() * options.warmUp());
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (String server : servers.names(test, round)) {
                attempt(test, server, round, servers, options.seconds());
            }
        }
        tell(test);
    }

    /** A run that fails is told, and its place in the tables stays empty. */
    private void attempt(ComparedCase test, String server, int round, ComparedServers servers, double seconds)
            throws InterruptedException {
        String load = Machine.loadNow();
        try {
            LoadResult result = put(servers.get(server), test, seconds);
            if (round > 0) {
                Map<String, String> values = new HashMap<>(result.values());
                values.put(ComparedRun.LOAD, load);
                runs.add(ComparedRun.of(test.name(), server, round, values));
            }
        } catch (IOException e) {
            System.err.println(test.name() + " on " + server + ", round " + round + ": " + e.getMessage());
        }
    }

    private static LoadResult put(ServerProcess server, ComparedCase test, double seconds)
            throws IOException, InterruptedException {
        return LoadGenerator.run(server, test.load(SETTLE, seconds), PATIENCE + Math.round(seconds));
    }
}
