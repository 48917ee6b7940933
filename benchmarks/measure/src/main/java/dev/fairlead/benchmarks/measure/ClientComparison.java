package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the clients of the providers: all of them run at once, each in a JVM of its own, and each case runs on them in turn,
 * round by round, against one and the same server.
 */
public final class ClientComparison {
    /** All clients, Fairlead's first. */
    static final List<String> CLIENTS = List.of("fairlead", "tomcat", "jetty", "tyrus", "undertow");

    private static final String SERVER = "nio";
    private static final int ROUNDS = 5;
    /** Of each case before its first round. */
    private static final double FIRST_WARM_UP = 3;
    /** Of each turn, behind its opening handshakes. */
    private static final double WARM_UP = 0.2;

    private ClientComparison() {
    }

    /**
     * Measures.
     *
     * @param args {@code -r ROUNDS}, {@code -t SECONDS}, {@code -c CASE,...} and names of clients
     */
    public static void main(String... args) throws Exception {
        int rounds = ROUNDS;
        double seconds = .5;
        List<ClientCase> cases = ClientCase.ALL;
        List<String> names = new ArrayList<>();
        try {
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "-r" -> rounds = Integer.parseInt(args[++i]);
                    case "-t" -> seconds = Double.parseDouble(args[++i]);
                    case "-c" -> cases = ClientCase.select(args[++i]);
                    default -> names.add(args[i]);
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            System.err.println("clients: " + e.getMessage());
            System.exit(2);
        }
        boolean complete = args.length == 0;
        ClientReport report = new ClientReport(("benchmarks/clients " + String.join(" ", args)).strip(), Machine.here(), rounds,
                seconds);
        run(cases, names.isEmpty() ? CLIENTS : names, rounds, seconds, report);
        report.write(complete ? Workplace.folder().resolve("results") : Workplace.folder().resolve("measure/target"));
        System.exit(0);
    }

    private static void run(List<ClientCase> cases, List<String> names, int rounds, double seconds, ClientReport report)
            throws IOException, InterruptedException {
        List<ClientProcess> clients = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(SERVER)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            for (String name : names) {
                ClientProcess client = ClientProcess.start(name);
                Runtime.getRuntime().addShutdownHook(new Thread(client::close));
                clients.add(client);
            }
            for (ClientCase test : cases) {
                for (ClientProcess client : clients) {
                    client.take(test.line(server.port(), FIRST_WARM_UP, WARM_UP));
                }
                for (int round = 1; round <= rounds; round++) {
                    Collections.rotate(clients, -1);
                    for (ClientProcess client : clients) {
                        String load = Machine.loadNow();
                        Map<String, String> values = new HashMap<>(client.take(test.line(server.port(), WARM_UP, seconds)).values());
                        values.put(ComparedRun.LOAD, load);
                        report.add(ComparedRun.of(test.name(), client.name(), round, values));
                    }
                }
                System.out.println("\n" + test.name() + ": " + test.title() + "\n\n" + report.table(test));
            }
        } finally {
            clients.forEach(ClientProcess::close);
        }
    }
}
