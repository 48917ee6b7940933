package dev.fairlead.benchmarks.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of a comparison, which all run at once. Not thread-safe. */
final class ComparedServers implements AutoCloseable {
    private final Map<String, ServerProcess> running = new LinkedHashMap<>();

    private final boolean tls;

    private ComparedServers(boolean tls) {
        this.tls = tls;
    }

    /** Starts all, one after the other, with TLS those that have it, if that is needed. */
    static ComparedServers start(List<String> names, boolean tls) throws IOException, InterruptedException {
        ComparedServers servers = new ComparedServers(tls);
        try {
            for (String name : names) {
                servers.running.put(name, servers.start(name));
            }
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private ServerProcess start(String name) throws IOException, InterruptedException {
        return ServerProcess.start(name, tls && hasTls(name), Map.of());
    }

    private static boolean hasTls(String name) {
        return !CompareOptions.FLOORS.contains(name);
    }

    /** Those that can run a case. */
    List<String> names(ComparedCase test) {
        return running.keySet().stream().filter(name -> !test.tls() || hasTls(name)).toList();
    }

    /** The same in the order of a round: each begins once, so that what is slow after another isn't always so. */
    List<String> names(ComparedCase test, int round) {
        List<String> names = new ArrayList<>(names(test));
        Collections.rotate(names, -round);
        return names;
    }

    /** One of them. A server that has ended is started again. */
    ServerProcess get(String name) throws IOException, InterruptedException {
        ServerProcess server = running.get(name);
        if (!server.alive()) {
            server = start(name);
            running.put(name, server);
        }
        return server;
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
    }
}
