package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server holds for each connection after messages in both directions, when all is silent: what it has then minus what it
 * had without connections, divided by their number.
 *
 * @param load    what the load generator said
 * @param heap    bytes that live in the heap after a full collection
 * @param outside bytes in memory that isn't the heap's
 * @param classes bytes in the heap by class
 */
record IdleMemory(LoadResult load, double heap, double outside, Map<String, Double> classes) {
    /** Gives back what malloc holds and nobody uses: what compilers leave behind is as much as thousands of connections. */
    private static final String TRIM = "System.trim_native_heap";

    private static final int SIZE = 1 << 10;
    private static final int WARM_UP_CONNECTIONS = 64;
    private static final int WARM_UP_MESSAGES = 600;
    private static final int LEAST_GIB = 3;
    /** Connections whose memory fits into the least heap, on all servers. */
    private static final int ENOUGH_FOR = 5000;
    private static final String FLAGS = "JAVA_FLAGS";

    IdleMemory {
        classes = Map.copyOf(classes);
    }

    /**
     * Starts a server, warms it up, measures, and stops it.
     *
     * @param messages each way on each connection, before all is silent
     */
    static IdleMemory measure(String name, int connections, int messages, List<String> offer)
            throws IOException, InterruptedException {
        String flags = System.getenv().getOrDefault(FLAGS, "-Xms256m -Xmx" + heapGib(connections) + "g -XX:+UseG1GC");
        try (ServerProcess server = ServerProcess.start(name, false, Map.of(FLAGS, flags))) {
            // Compiled code and the collector's tables are no memory of connections.
            try (LoadGenerator warmUp = LoadGenerator.start(server, idle(WARM_UP_CONNECTIONS, WARM_UP_MESSAGES, offer))) {
                warmUp.result();
            }
            ClassHistogram heapBefore = ClassHistogram.of(server.pid());
            Jcmd.run(server.pid(), TRIM);
            ResidentMemory before = ResidentMemory.of(server.pid());
            try (LoadGenerator load = LoadGenerator.start(server, idle(connections, messages, offer))) {
                LoadResult result = load.result();
                ClassHistogram heap = ClassHistogram.of(server.pid());
                Jcmd.run(server.pid(), TRIM);
                ResidentMemory after = ResidentMemory.of(server.pid());
                return of(result, connections, heapBefore, heap, after.outside() - before.outside());
            }
        }
    }

    /** Tomcat's buffers of 5,000 connections don't fit in 1 GiB. */
    static int heapGib(int connections) {
        return Math.max(LEAST_GIB, (connections * LEAST_GIB + ENOUGH_FOR - 1) / ENOUGH_FOR);
    }

    static IdleMemory of(LoadResult load, int connections, ClassHistogram before, ClassHistogram after, long outside) {
        Map<String, Double> classes = new HashMap<>();
        after.minus(before).forEach((name, bytes) -> classes.put(name, (double) bytes / connections));
        return new IdleMemory(load, (double) (after.total() - before.total()) / connections,
                (double) outside / connections, classes);
    }

    private static List<String> idle(int connections, int messages, List<String> offer) {
        List<String> arguments = new ArrayList<>(List.of("--conns", Integer.toString(connections),
                "--messages", Integer.toString(messages), "--size", Integer.toString(SIZE), "--depth", "4"));
        arguments.addAll(offer);
        arguments.add("idle");
        return arguments;
    }

    /** Bytes of the provider's own objects. */
    double ownClasses() {
        return classes.entrySet().stream().filter(each -> own(each.getKey())).mapToDouble(Map.Entry::getValue).sum();
    }

    static boolean own(String className) {
        return className.startsWith("dev.fairlead.websocket.");
    }
}
