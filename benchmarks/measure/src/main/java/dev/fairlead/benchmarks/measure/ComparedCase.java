package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * One kind of load that {@code compare} puts on every server.
 *
 * @param name      what it is asked for by; its first words, up to a hyphen, ask for all cases that begin with them
 * @param title     for tables
 * @param unit      what CPU time is counted for
 * @param arguments of the load generator, without server and times; none for idle connections, whose memory is measured
 * @param offer     what the load generator offers
 */
record ComparedCase(String name, String title, String unit, List<String> arguments, List<String> offer) {
    private static final String MESSAGE = "message";
    private static final String CONNECT = "connect";
    private static final List<String> RESET =
            List.of("--ext", "permessage-deflate; server_no_context_takeover; client_no_context_takeover");

    /** All of them, in the order in which they run. */
    static final List<ComparedCase> ALL = List.of(
            echo("echo-64-1", "64 B text, 64 connections, 1 in flight", Offer.PLAIN, 64, 1, 64),
            echo("echo-64-16", "64 B text, 16 connections, 16 in flight", Offer.PLAIN, 16, 16, 64),
            echo("echo-1k-1", "1 KiB text, 64 connections, 1 in flight", Offer.PLAIN, 64, 1, 1 << 10),
            echo("echo-1k-16", "1 KiB text, 16 connections, 16 in flight", Offer.PLAIN, 16, 16, 1 << 10),
            echo("echo-16k-1", "16 KiB binary, 64 connections, 1 in flight", Offer.PLAIN, 64, 1, 16 << 10, "--binary"),
            echo("echo-16k-16", "16 KiB binary, 16 connections, 16 in flight", Offer.PLAIN, 16, 16, 16 << 10, "--binary"),
            echo("echo-1m-1", "1 MiB binary, 8 connections, 1 in flight", Offer.PLAIN, 8, 1, 1 << 20, "--binary"),
            echo("paced", "256 B text, 500 connections, 10,000 a second in all", Offer.PLAIN, 500, 8, 256, "--rate", "10000"),
            echo("takeover-1", "permessage-deflate with takeover, 1 KiB JSON, 64 connections, 1 in flight", Offer.BROWSER,
                    64, 1, 1 << 10),
            echo("takeover-16", "permessage-deflate with takeover, 1 KiB JSON, 16 connections, 16 in flight", Offer.BROWSER,
                    16, 16, 1 << 10),
            echo("reset-1", "permessage-deflate without takeover, 1 KiB JSON, 64 connections, 1 in flight", RESET,
                    64, 1, 1 << 10),
            echo("reset-16", "permessage-deflate without takeover, 1 KiB JSON, 16 connections, 16 in flight", RESET,
                    16, 16, 1 << 10),
            echo("tls-1k-1", "TLS, 1 KiB text, 64 connections, 1 in flight", Offer.PLAIN, 64, 1, 1 << 10, LoadGenerator.TLS),
            echo("tls-16k-16", "TLS, 16 KiB binary, 16 connections, 16 in flight", Offer.PLAIN, 16, 16, 16 << 10, "--binary",
                    LoadGenerator.TLS),
            new ComparedCase("connect", "connect and close, 32 at once", "connection", List.of("--conns", "32", CONNECT),
                    Offer.PLAIN),
            broadcast("broadcast-plain", "broadcast of 200 B text to 500 connections", Offer.PLAIN),
            broadcast("broadcast-deflate", "broadcast of 200 B text to 500 connections, permessage-deflate", Offer.BROWSER),
            new ComparedCase("idle-plain", "idle connections", "connection", List.of(), Offer.PLAIN),
            new ComparedCase("idle-deflate", "idle connections, permessage-deflate", "connection", List.of(), Offer.BROWSER));

    /** Enough to see whether a change helped. */
    static final String QUICK = "echo-64-1,echo-1k-16,echo-16k-1,takeover-16,connect";

    ComparedCase {
        arguments = List.copyOf(arguments);
        offer = List.copyOf(offer);
    }

    private static ComparedCase echo(String name, String title, List<String> offer, int connections, int depth, int size,
            String... more) {
        List<String> arguments = new ArrayList<>(List.of("--conns", Integer.toString(connections),
                "--depth", Integer.toString(depth), "--size", Integer.toString(size)));
        arguments.addAll(Arrays.asList(more));
        arguments.add("echo");
        return new ComparedCase(name, title, MESSAGE, arguments, offer);
    }

    private static ComparedCase broadcast(String name, String title, List<String> offer) {
        return new ComparedCase(name, title, "delivery", List.of("--path", "/broadcast", "--conns", "500", "--depth", "4",
                "--size", "200", "--settle", "0.5", "--verify", "64", "broadcast"), offer);
    }

    /** Finds one by its whole name. */
    static ComparedCase named(String name) {
        return ALL.stream().filter(each -> each.name.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no case \"" + name + "\""));
    }

    /**
     * Finds those that are asked for.
     *
     * @param names whole names or beginnings, divided by commas
     * @return the cases in the order in which they run
     */
    static List<ComparedCase> select(String names) {
        Set<ComparedCase> selected = new LinkedHashSet<>();
        for (String name : names.split(",")) {
            List<ComparedCase> matching = ALL.stream()
                    .filter(each -> each.name.equals(name) || each.name.startsWith(name + "-")).toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException("no case \"" + name + "\"; there are "
                        + String.join(", ", ALL.stream().map(ComparedCase::name).toList()));
            }
            selected.addAll(matching);
        }
        return ALL.stream().filter(selected::contains).toList();
    }

    /** Whether it measures memory and not CPU time. */
    boolean idle() {
        return arguments.isEmpty();
    }

    /** How many times as long it warms up as others do: what a connection does once takes as many of them to be compiled. */
    int warmUps() {
        return arguments.contains(CONNECT) ? 4 : 1;
    }

    /** Whether it wants a server with TLS. */
    boolean tls() {
        return arguments.contains(LoadGenerator.TLS);
    }

    /** What servers are compared by, the less the better: CPU time, or heap of idle connections. */
    ToDoubleFunction<ComparedRun> figure() {
        return idle() ? run -> run.number(ComparedRun.HEAP) : ComparedRun::cpu;
    }

    /** The load generator's command line. */
    List<String> load(double warmUp, double seconds) {
        List<String> all = new ArrayList<>(
                List.of("--warmup", Double.toString(warmUp), "--time", Double.toString(seconds)));
        all.addAll(offer);
        all.addAll(arguments);
        return all;
    }
}
