package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code compare} is asked for on its command line.
 *
 * @param command      the command line, as the report repeats it
 * @param tablesOnly   nothing is measured, but the tables of a run that is kept are written again
 * @param cases        which load
 * @param servers      their names, as {@code serve} knows them
 * @param rounds       how often each case runs on each server
 * @param seconds      that are measured of each run
 * @param warmUp       seconds of each case before its first round, for each server
 * @param connections  that are idle, where memory is measured
 * @param label        in the names of the results; empty for none
 * @param complete     whether it is all that is run unless told otherwise
 */
record CompareOptions(String command, boolean tablesOnly, List<ComparedCase> cases, List<String> servers, int rounds,
        double seconds, double warmUp, int connections, String label, boolean complete) {
    /** Those that have no other WebSocket than Fairlead's. */
    static final List<String> FAIRLEAD = List.of("fairlead-tomcat", "fairlead-jetty", "fairlead-server");
    static final List<String> JAKARTA_PEERS = List.of("tomcat", "jetty", "tyrus", "undertow");
    static final List<String> OTHERS = List.of("netty");
    /** What the machine can do at best. */
    static final List<String> FLOORS = List.of("nio", "nio-string", "c");

    private static final int ROUNDS = 5;
    private static final double SECONDS = 0.8;
    private static final double WARM_UP = 1.5;
    private static final int CONNECTIONS = 5000;
    private static final int QUICK_ROUNDS = 3;
    private static final double QUICK_SECONDS = 0.7;
    private static final double QUICK_WARM_UP = 1.2;

    CompareOptions {
        cases = List.copyOf(cases);
        servers = List.copyOf(servers);
        if (rounds < 1 || !(seconds > 0) || !(warmUp >= 0) || connections < 1) {
            throw new IllegalArgumentException("rounds, seconds and connections have to be more than 0");
        }
    }

    static List<String> allServers() {
        return Stream.of(FAIRLEAD, JAKARTA_PEERS, OTHERS, FLOORS).flatMap(List::stream).toList();
    }

    static CompareOptions parse(String... args) {
        boolean quick = args.length > 0 && args[0].equals("quick");
        boolean tables = args.length > 0 && args[0].equals("tables");
        List<ComparedCase> cases = quick ? ComparedCase.select(ComparedCase.QUICK) : ComparedCase.ALL;
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        double seconds = quick ? QUICK_SECONDS : SECONDS;
        double warmUp = quick ? QUICK_WARM_UP : WARM_UP;
        int connections = CONNECTIONS;
        String label = "";
        List<String> servers = new ArrayList<>();
        Iterator<String> rest = Arrays.asList(args).subList(quick || tables ? 1 : 0, args.length).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            switch (word) {
                case "-c" -> cases = ComparedCase.select(value(word, rest));
                case "-r" -> rounds = Integer.parseInt(value(word, rest));
                case "-t" -> seconds = Double.parseDouble(value(word, rest));
                case "-w" -> warmUp = Double.parseDouble(value(word, rest));
                case "-n" -> connections = Integer.parseInt(value(word, rest));
                case "-l" -> label = label(value(word, rest));
                default -> servers.add(server(word));
            }
        }
        boolean complete = cases.size() == ComparedCase.ALL.size() && servers.isEmpty() && rounds >= ROUNDS;
        return new CompareOptions(("benchmarks/compare " + String.join(" ", args)).strip(), tables, cases,
                servers.isEmpty() ? allServers() : servers, rounds, seconds, warmUp, connections, label, complete);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static String label(String label) {
        if (!label.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new IllegalArgumentException("a label is part of a file's name: small letters, digits, dots, hyphens: "
                    + label);
        }
        return label;
    }

    private static String server(String name) {
        if (name.startsWith("-")) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "no option %s: see compare -h", name));
        }
        return name;
    }
}
