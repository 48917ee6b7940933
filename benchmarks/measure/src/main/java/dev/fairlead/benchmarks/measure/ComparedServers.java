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

    /** Starts all, one after the other. */
    static ComparedServers start(List<String> names) throws IOException, InterruptedException {
        ComparedServers servers = new ComparedServers();
        try {
            for (String name : names) {
                servers.running.put(name, ServerProcess.start(name));
            }
            return servers;
        } catch (IOException | InterruptedException | RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    List<String> names() {
        return List.copyOf(running.keySet());
    }

    /** The names in the order of a round: each begins once, so that what is slow after another isn't always so. */
    List<String> names(int round) {
        List<String> names = new ArrayList<>(running.keySet());
        Collections.rotate(names, -round);
        return names;
    }

    /** One of them. A server that has ended is started again. */
    ServerProcess get(String name) throws IOException, InterruptedException {
        ServerProcess server = running.get(name);
        if (!server.alive()) {
            server = ServerProcess.start(name);
            running.put(name, server);
        }
        return server;
    }

    @Override
    public void close() {
        running.values().forEach(ServerProcess::close);
    }
}
