package dev.fairlead.benchmarks.measure;

import java.util.Arrays;
import java.util.List;

/**
 * One kind of load that {@code clients} puts on every client.
 *
 * @param name  what it is asked for by, and its table is found by
 * @param title for tables
 * @param turn  what the client is told, without port and times
 */
record ClientCase(String name, String title, String turn) {
    /** All of them, in the order in which they run. */
    static final List<ClientCase> ALL = List.of(
            new ClientCase("echo-64-1", "64 B text, 64 connections, 1 in flight", "echo conns=64 size=64"),
            new ClientCase("echo-64-16", "64 B text, 16 connections, 16 in flight", "echo conns=16 depth=16 size=64"),
            new ClientCase("echo-1k-1", "1 KiB text, 64 connections, 1 in flight", "echo conns=64 size=1024"),
            new ClientCase("echo-1k-16", "1 KiB text, 16 connections, 16 in flight", "echo conns=16 depth=16 size=1024"),
            new ClientCase("return-1k-16", "1 KiB text, 16 connections, 16 in flight, returned by an annotated method",
                    "echo conns=16 depth=16 size=1024 returns=true"),
            new ClientCase("echo-16k-1", "16 KiB binary, 64 connections, 1 in flight", "echo conns=64 size=16384 binary=true"),
            new ClientCase("echo-1m-1", "1 MiB binary, 8 connections, 1 in flight", "echo conns=8 size=1048576 binary=true"),
            new ClientCase("deflate-1", "permessage-deflate, 1 KiB text, 64 connections, 1 in flight",
                    "echo conns=64 size=1024 deflate=true"),
            new ClientCase("connect", "connect and close, 8 at once", "connect conns=8"),
            new ClientCase("idle", "1,000 connections that are idle", "idle conns=1000"));

    /** Finds those that are asked for. */
    static List<ClientCase> select(String names) {
        List<String> wanted = Arrays.asList(names.split(","));
        for (String name : wanted) {
            if (ALL.stream().noneMatch(each -> each.name.equals(name))) {
                throw new IllegalArgumentException("no case \"" + name + "\"; there are "
                        + String.join(", ", ALL.stream().map(ClientCase::name).toList()));
            }
        }
        return ALL.stream().filter(each -> wanted.contains(each.name)).toList();
    }

    /** Whether it measures memory and not CPU time. */
    boolean idle() {
        return turn.startsWith("idle");
    }

    /** The line that a client is told. */
    String line(int port, double warmUp, double seconds) {
        return turn + " port=" + port + " warmup=" + warmUp + " time=" + seconds;
    }
}
