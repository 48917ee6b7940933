package dev.fairlead.websocket.client;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.connection.ConnectionRuntime;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.handshake.ClientHandshake;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import dev.fairlead.websocket.protocol.handshake.ResponseParser.Head;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens client connections over a fixed small number of selector threads: one on a machine with up to two processors,
 * else two. They are daemon threads, start with the first connection and end some seconds after the last.
 * Thread-safe.
 *
 * <p>Who runs what: a connection is opened by the thread that calls {@link #connect}, TLS handshake included; only a
 * host name is looked up by a thread of its own, for the time of the lookup. Listeners are called by the runtime's
 * executor. The selector threads wait for sockets, write what a socket didn't take at once, and call write callbacks.
 * An executor with one thread is enough, and it may be the one that calls {@code connect}. An executor that runs its
 * tasks on the calling thread makes the selector threads run the listeners: right for listeners that never block, and
 * for no others.
 */
public final class ClientConnector implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Workers workers;
    private final SelectorLoop[] loops;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * Creates a connector.
     *
     * @param runtime its executor runs the listeners of the transports
     */
    public ClientConnector(ConnectionRuntime runtime) {
        this(new Workers(runtime.executor(), runtime.scheduler(), runtime.buffers()), GRACE);
    }

    ClientConnector(Workers workers, Duration grace) {
        this.workers = workers;
        this.loops = new SelectorLoop[Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new SelectorLoop("fairlead-client-selector-" + (i + 1), grace);
        }
    }

    /**
     * Connects, does TLS and the opening handshake; waits at most the open timeout. An interrupt ends the wait with an
     * {@link java.io.InterruptedIOException}, and the thread's interrupt status stays set.
     *
     * @param request  what is wanted
     * @param settings timeouts and limits
     * @return the connection, not started
     * @throws IOException        if there is no connection, TLS fails, or a timeout is over
     * @throws HandshakeException if the URI can't be connected to, or the server's answer isn't acceptable
     */
    public Upgraded connect(UpgradeRequest request, Settings settings) throws IOException, HandshakeException {
        try {
            return open(request, settings);
        } catch (HandshakeException refused) {
            HandshakeException named = new HandshakeException(refused.status(),
                    "no session with " + Target.show(request.uri()) + ": " + refused.getMessage(), refused.headers());
            named.initCause(refused);
            throw named;
        }
    }

    private Upgraded open(UpgradeRequest request, Settings settings) throws IOException, HandshakeException {
        Target target = Target.of(request.uri());
        Deadline deadline = Deadline.after(settings.openTimeout());
        SelectorLoop loop = loops[Math.floorMod(next.getAndIncrement(), loops.length)];
        OpenConnection connection = OpenConnection.connect(target, loop, deadline);
        boolean opened = false;
        try {
            if (target.secure()) {
                connection.encrypt(request.sslContext(), workers.buffers());
            }
            Upgraded upgraded = upgrade(connection, request, settings);
            opened = true;
            return upgraded;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private Upgraded upgrade(OpenConnection connection, UpgradeRequest request, Settings settings)
            throws IOException, HandshakeException {
        List<ExtensionOffer> offers = request.extensions().stream()
                .map(factory -> new ExtensionOffer(factory.name(), factory.offer()))
                .toList();
        String key = ClientHandshake.newKey();
        Headers headers = handshake(key, request.subprotocols(), offers).request(connection.target().hostHeader());
        request.listener().beforeRequest(headers);
        // The response is held against what is really sent: the listener may have changed it.
        ClientHandshake sent = handshake(headers.first("Sec-WebSocket-Key").orElse(key),
                headers.tokens("Sec-WebSocket-Protocol"), offers);

        UpgradeExchange exchange = new UpgradeExchange(connection, workers.buffers());
        Head head = ask(exchange, connection.target(), headers, request.listener(), settings);
        ClientHandshake.Answer answer = sent.verify(head.status(), head.headers());
        List<NegotiatedExtension> extensions = confirm(request.extensions(), answer, head);
        ClientTransport transport = new ClientTransport(connection.socket(), connection.stream(), exchange.early(),
                workers, settings.closeTimeout());
        return new Upgraded(transport, answer.subprotocol(), extensions, head.headers());
    }

    private static Head ask(UpgradeExchange exchange, Target target, Headers headers, UpgradeListener listener,
            Settings settings) throws IOException, HandshakeException {
        Head head = null;
        try {
            exchange.send(target, headers);
            head = exchange.receive(settings);
            return head;
        } finally {
            listener.afterResponse(head == null ? 0 : head.status(), head == null ? new Headers() : head.headers());
        }
    }

    private static ClientHandshake handshake(String key, List<String> subprotocols, List<ExtensionOffer> offers)
            throws HandshakeException {
        try {
            return new ClientHandshake(key, subprotocols, offers);
        } catch (IllegalArgumentException notToBeSent) {
            HandshakeException refused = new HandshakeException(0, notToBeSent.getMessage());
            refused.initCause(notToBeSent);
            throw refused;
        }
    }

    private static List<NegotiatedExtension> confirm(List<? extends ClientExtensionFactory> offered,
            ClientHandshake.Answer answer, Head head) throws HandshakeException {
        try {
            return ClientNegotiation.confirm(offered, answer.extensions());
        } catch (ExtensionNegotiationException failure) {
            HandshakeException refused = new HandshakeException(head.status(), failure.getMessage(), head.headers());
            refused.initCause(failure);
            throw refused;
        }
    }

    /** Drops all connections and ends the threads. */
    @Override
    public void close() {
        for (SelectorLoop loop : loops) {
            loop.close();
        }
    }
}
