package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.websocket.server.Server;

/** Fairlead's embedded server as it is. */
public final class FairleadServer {
    private FairleadServer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = Server.builder()
                .host(Listening.HOST)
                .port(Listening.port(args))
                .endpoint(Echo.class, FairleadBroadcast.class)
                .build();
        server.start();
        Listening.ready(args);
        server.join();
    }
}
