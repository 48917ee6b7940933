package dev.fairlead.benchmarks.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a measurement is asked for on its command line: {@code [-c CONNECTIONS] [SERVER ...]}.
 *
 * @param connections how many
 * @param servers     their names, as {@code serve} knows them
 */
record Arguments(int connections, List<String> servers) {
    static Arguments of(int connections, String... args) {
        List<String> servers = new ArrayList<>(Arrays.asList(args));
        int asked = connections;
        if (servers.size() > 1 && servers.get(0).equals("-c")) {
            asked = Integer.parseInt(servers.get(1));
            servers = servers.subList(2, servers.size());
        }
        if (servers.isEmpty()) {
            servers = Stream.of(ServerProcess.FAIRLEAD, ServerProcess.PEERS).flatMap(List::stream).toList();
        }
        return new Arguments(asked, List.copyOf(servers));
    }

    static boolean fairlead(String server) {
        return server.startsWith("fairlead");
    }
}
