package dev.fairlead.benchmarks;

import dev.fairlead.benchmarks.endpoints.Echo;
import dev.fairlead.benchmarks.endpoints.Listening;
import dev.fairlead.benchmarks.endpoints.TlsKey;
import dev.fairlead.websocket.server.Server;

/** Fairlead's embedded server as it is. */
public final class FairleadServer {
    private FairleadServer() {
    }

    public static void main(String[] args) throws Exception {
        Server server = builder(Listening.port(args)).build();
        server.start();
        if (Listening.hasTls(args)) {
            try (TlsKey key = TlsKey.create()) {
                builder(Listening.tlsPort(args)).tls(key.file(), TlsKey.PASSWORD.toCharArray()).build().start();
            }
        }
        Listening.ready(args);
        server.join();
    }

    private static Server.Builder builder(int port) {
        return Server.builder().host(Listening.HOST).port(port).endpoint(Echo.class, FairleadBroadcast.class);
    }
}
