package dev.fairlead.benchmarks.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Puts load on the WebSocket client that is on the class path: takes turns from the standard input, a line each, and answers with
 * a line of {@code key=value}. Its keys, with an example of each: {@code echo port=8080 conns=64 depth=1 size=1024 binary=false
 * deflate=false returns=false warmup=1 time=1}, {@code connect port=8080 conns=8 warmup=1 time=1}, {@code idle port=8080 conns=1000}.
 */
public final class ClientLoad {
    private static final String TYRUS_DEFLATE = "org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension";
    private static final int LEAST_LIMIT = 8192;
    private static final long PATIENCE = 10_000_000_000L;

    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    private final int threadsBefore;

    private ClientLoad(int threadsBefore) {
        this.threadsBefore = threadsBefore;
    }

    /**
     * Takes turns until the standard input ends.
     *
     * @param args none
     */
    public static void main(String... args) throws Exception {
        ClientLoad load = new ClientLoad(ManagementFactory.getThreadMXBean().getThreadCount());
        System.out.println("ready");
        BufferedReader turns = new BufferedReader(new InputStreamReader(System.in));
        for (String line = turns.readLine(); line != null; line = turns.readLine()) {
            System.out.println(load.take(Turn.parse(line)));
        }
        // the providers' threads may be no daemons
        System.exit(0);
    }

    private String take(Turn turn) {
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        try {
            String result = switch (turn.mode()) {
                case "echo" -> echo(turn);
                case "connect" -> connect(turn);
                case "idle" -> idle(turn);
                default -> throw new IllegalArgumentException("no mode " + turn.mode());
            };
            return result + " threads=" + (ManagementFactory.getThreadMXBean().getPeakThreadCount() - threadsBefore);
        } catch (Exception e) {
            e.printStackTrace();
            return "failed=" + e.getClass().getSimpleName();
        }
    }

    private String echo(Turn turn) throws Exception {
        Traffic traffic = new Traffic(turn, turn.depth());
        List<Session> sessions = open(turn, traffic);
        Thread.sleep((long) (1000 * turn.warmUp()));
        long begun = traffic.received();
        Usage before = Usage.now();
        Thread.sleep((long) (1000 * turn.seconds()));
        Usage after = Usage.now();
        long messages = traffic.received() - begun;
        traffic.check();
        traffic.stop();
        await(traffic::isQuiet, "messages that were sent don't come back");
        boolean deflated = sessions.get(0).getNegotiatedExtensions().stream().anyMatch(each -> each.getName().contains("deflate"));
        close(sessions, traffic);
        return after.since(before, messages) + after.allocatedSince(before, messages) + " pmd=" + (deflated ? "on" : "off");
    }

    private String connect(Turn turn) throws Exception {
        Traffic traffic = new Traffic(turn, 0);
        AtomicLong done = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        long end = System.nanoTime() + (long) (1e9 * (turn.warmUp() + turn.seconds()));
        for (int i = 0; i < turn.connections(); i++) {
            threads.add(new Thread(() -> {
                try {
                    while (System.nanoTime() < end) {
                        connect(turn, traffic).close();
                        done.incrementAndGet();
                    }
                } catch (Exception e) {
                    traffic.failed(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        Thread.sleep((long) (1000 * turn.warmUp()));
        long begun = done.get();
        Usage before = Usage.now();
        Thread.sleep((long) (1000 * turn.seconds()));
        Usage after = Usage.now();
        long connections = done.get() - begun;
        for (Thread thread : threads) {
            thread.join();
        }
        await(() -> traffic.endedConnections() == done.get(), "connections don't end");
        traffic.check();
        return after.since(before, connections);
    }

    private String idle(Turn turn) throws Exception {
        Traffic traffic = new Traffic(turn, 1);
        traffic.stop();
        long before = Usage.heap();
        List<Session> sessions = open(turn, traffic);
        await(traffic::isQuiet, "messages that were sent don't come back");
        double heap = (double) (Usage.heap() - before) / sessions.size();
        close(sessions, traffic);
        return "n=" + turn.connections() + " heap=" + Math.round(heap);
    }

    private List<Session> open(Turn turn, Traffic traffic) throws Exception {
        int limit = Math.max(LEAST_LIMIT, turn.size());
        container.setDefaultMaxTextMessageBufferSize(limit);
        container.setDefaultMaxBinaryMessageBufferSize(limit);
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < turn.connections(); i++) {
            sessions.add(connect(turn, traffic));
        }
        return sessions;
    }

    private Session connect(Turn turn, Traffic traffic) throws Exception {
        URI uri = URI.create("ws://127.0.0.1:" + turn.port() + "/echo");
        if (turn.returns()) {
            return container.connectToServer(new ReturningEndpoint(traffic), uri);
        }
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .extensions(turn.deflate() ? List.of(deflate()) : List.of()).build();
        return container.connectToServer(new SendingEndpoint(traffic), config, uri);
    }

    /** permessage-deflate as the API names it; Tyrus wants an object of its own. */
    private static Extension deflate() throws ReflectiveOperationException {
        try {
            return (Extension) Class.forName(TYRUS_DEFLATE).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            return new Named("permessage-deflate");
        }
    }

    private record Named(String name) implements Extension {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }
    }

    private static void close(List<Session> sessions, Traffic traffic) throws IOException, InterruptedException {
        for (Session session : sessions) {
            session.close();
        }
        await(() -> traffic.endedConnections() == sessions.size(), "connections don't end");
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException, IOException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException(otherwise);
            }
            Thread.sleep(1);
        }
    }
}
