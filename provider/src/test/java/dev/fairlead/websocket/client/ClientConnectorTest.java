package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientConnectorTest {
    private static final String ACCEPTED = """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: ACCEPT
            """;
    private static final Settings BRIEF = Settings.builder().openTimeout(Duration.ofMillis(300)).build();

    private final Client client = new Client();
    private final ClientConnector connector = new ClientConnector(client.workers, Duration.ofMillis(100));
    private final Seen seen = new Seen();

    /** What an upgrade listener was told. */
    private static final class Seen implements UpgradeListener {
        final Headers added = new Headers();
        final List<Integer> statuses = new ArrayList<>();
        Headers response;

        @Override
        public void beforeRequest(Headers headers) {
            added.asMap().forEach((name, values) -> headers.set(name, values.get(0)));
        }

        @Override
        public void afterResponse(int status, Headers headers) {
            statuses.add(status);
            response = headers;
        }
    }

    @AfterEach
    void nothingIsLeft() {
        connector.close();
        client.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("fairlead-client")));
        await().until(() -> client.buffers.lent() == 0);
    }

    private Upgraded connect(String uri, Settings settings, List<String> subprotocols, SSLContext context)
            throws IOException, HandshakeException {
        List<ClientExtensionFactory> none = List.of();
        return connector.connect(new UpgradeRequest(URI.create(uri), subprotocols, none, context, seen), settings);
    }

    private Upgraded connect(UpgradePeer peer) throws IOException, HandshakeException {
        return connect("ws://127.0.0.1:" + peer.port() + "/chat?room=1", Settings.DEFAULTS, List.of(), null);
    }

    @Test
    void sendsTheOpeningHandshakeAndTakesTheAnswer() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED + "Sec-WebSocket-Protocol: two\nX-More: yes\n\n")) {
            seen.added.add("Authorization", "Bearer token");
            Upgraded upgraded = connect("ws://user:secret@localhost:" + peer.port() + "/chat?room=1", Settings.DEFAULTS,
                    List.of("one", "two"), null);
            assertThat(upgraded.subprotocol()).isEqualTo("two");
            assertThat(upgraded.extensions()).isEmpty();
            assertThat(upgraded.responseHeaders().first("x-more")).contains("yes");
            assertThat(upgraded.transport().remoteAddress())
                    .isEqualTo(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), peer.port()));
            String request = peer.request.get();
            assertThat(request).startsWith("GET /chat?room=1 HTTP/1.1\r\nHost: localhost:" + peer.port() + "\r\n")
                    .contains("\r\nAuthorization: Bearer token\r\n")
                    .contains("\r\nSec-WebSocket-Protocol: one, two\r\n")
                    .contains("\r\nSec-WebSocket-Version: 13\r\n")
                    .doesNotContain("secret");
            assertThat(seen.statuses).containsExactly(101);
            upgraded.transport().abort();
        }
    }

    @Test
    void deliversWhatCameWithTheResponse() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED + "\nfirst bytes")) {
            Upgraded upgraded = connect(peer);
            Recorder listener = new Recorder();
            upgraded.transport().start(listener);
            await().until(() -> listener.text().equals("first bytes"));
            upgraded.transport().abort();
        }
    }

    @Test
    void readsAResponseThatDribbles() throws Exception {
        try (UpgradePeer peer = new UpgradePeer((request, socket) -> {
            socket.setTcpNoDelay(true);
            for (byte b : UpgradePeer.response(request, ACCEPTED + "\nfirst bytes")) {
                socket.getOutputStream().write(b);
            }
        })) {
            Upgraded upgraded = connect(peer);
            Recorder listener = new Recorder();
            upgraded.transport().start(listener);
            await().until(() -> listener.text().equals("first bytes"));
            upgraded.transport().abort();
        }
    }

    @Test
    void upgradesOverTls() throws Exception {
        try (UpgradePeer peer = new UpgradePeer(Certificates.LOCALHOST.server().getServerSocketFactory(),
                (request, socket) -> socket.getOutputStream()
                        .write(UpgradePeer.response(request, ACCEPTED + "\nfirst bytes")))) {
            Upgraded upgraded = connect("wss://localhost:" + peer.port(), Settings.DEFAULTS, List.of(),
                    Certificates.LOCALHOST.client());
            Recorder listener = new Recorder();
            upgraded.transport().start(listener);
            await().until(() -> listener.text().equals("first bytes"));
            assertThat(peer.request.get()).startsWith("GET / HTTP/1.1\r\nHost: localhost:" + peer.port() + "\r\n");
            upgraded.transport().write(Client.buffers("answer".getBytes(UTF_8)), listener);
            assertThat(peer.socket().getInputStream().readNBytes(6)).asString(UTF_8).isEqualTo("answer");
            upgraded.transport().abort();
        }
    }

    @Test
    void showsARefusalToTheListenerAndThrowsIt() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(
                "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"a\"\n\nbody")) {
            assertThatThrownBy(() -> connect(peer))
                    .isInstanceOfSatisfying(HandshakeException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(401);
                        assertThat(refused.headers().first("www-authenticate")).contains("Basic realm=\"a\"");
                    });
            assertThat(seen.statuses).containsExactly(401);
            assertThat(seen.response.first("WWW-Authenticate")).isPresent();
        }
    }

    @Test
    void refusesAWrongAcceptValue() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED.replace("ACCEPT", "wrong") + "\n")) {
            assertThatThrownBy(() -> connect(peer))
                    .isInstanceOf(HandshakeException.class)
                    .hasMessageContaining("Sec-WebSocket-Accept");
        }
    }

    @Test
    void refusesAnExtensionThatWasNotOffered() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED + "Sec-WebSocket-Extensions: permessage-deflate\n\n")) {
            assertThatThrownBy(() -> connect(peer))
                    .isInstanceOfSatisfying(HandshakeException.class,
                            refused -> assertThat(refused.status()).isEqualTo(101))
                    .hasMessageContaining("permessage-deflate");
        }
    }

    @Test
    void takesASubprotocolThatTheListenerAdded() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED + "Sec-WebSocket-Protocol: late\n\n")) {
            seen.added.add("Sec-WebSocket-Protocol", "early, late");
            Upgraded upgraded = connect(peer);
            assertThat(upgraded.subprotocol()).isEqualTo("late");
            upgraded.transport().abort();
        }
    }

    @Test
    void limitsTheResponse() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering(
                "HTTP/1.1 101 Switching Protocols\nX: " + "x".repeat(10_000) + "\n\n")) {
            assertThatThrownBy(() -> connect(peer)).isInstanceOf(HandshakeException.class).hasMessageContaining("8192");
        }
    }

    @Test
    void doesNotWaitForEverForTheResponse() throws Exception {
        try (UpgradePeer peer = UpgradePeer.answering("HTTP/1.1 101 Switching Protocols\nUpgrade: web")) {
            assertThatThrownBy(() -> connect("ws://127.0.0.1:" + peer.port(), BRIEF, List.of(), null))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("127.0.0.1:" + peer.port()
                            + " didn't answer the opening handshake within 300 ms (setting openTimeout)");
            // The peer notices that nobody waits any more.
            assertThat(peer.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void hasOneDeadlineForAllOfTheResponse() throws Exception {
        try (UpgradePeer peer = new UpgradePeer((request, socket) -> {
            while (true) {
                socket.getOutputStream().write(UpgradePeer.response(request, "HTTP/1.1 101 Switching Protocols\n"));
                for (int i = 0; i < 1_000; i++) {
                    socket.getOutputStream().write("X: a\r\n".getBytes(UTF_8));
                    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                }
            }
        })) {
            assertThatThrownBy(() -> connect("ws://127.0.0.1:" + peer.port(), BRIEF, List.of(), null))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void doesNotWaitForEverForAConnection() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<Socket> queue = fill(full);
            assertThatThrownBy(() -> connect("ws://127.0.0.1:" + full.getLocalPort(), BRIEF, List.of(), null))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("didn't accept a connection within 300 ms");
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** Leaves no place in the queue of connections that wait to be accepted. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> queue = new ArrayList<>();
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(server.getLocalSocketAddress(), 200);
                queue.add(socket);
            } catch (SocketTimeoutException isFull) {
                socket.close();
                return queue;
            }
        }
    }

    @Test
    void saysWhereItCouldNotConnect() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        assertThatThrownBy(() -> connect("ws://127.0.0.1:" + port, Settings.DEFAULTS, List.of(), null))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no connection to 127.0.0.1:" + port + " at 127.0.0.1: ")
                .hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> connect("ws://no-such-host.invalid", Settings.DEFAULTS, List.of(), null))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("unknown host no-such-host.invalid");
    }

    @Test
    void triesAllAddressesOfAHost() throws Exception {
        // localhost may have ::1 in front; nobody listens there.
        try (UpgradePeer peer = UpgradePeer.answering(ACCEPTED + "\n")) {
            connect("ws://localhost:" + peer.port(), Settings.DEFAULTS, List.of(), null).transport().abort();
        }
    }

    @Test
    void saysThatTheServerEndedTheConnection() throws Exception {
        try (UpgradePeer peer = new UpgradePeer((request, socket) -> socket.close())) {
            assertThatThrownBy(() -> connect(peer))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("127.0.0.1:" + peer.port() + " ended the connection before it answered");
        }
        // WebSocket 2.3: afterResponse is called on failed handshakes, without headers if there was no response
        assertThat(seen.statuses).containsExactly(0);
        assertThat(seen.response.asMap()).isEmpty();
    }

    @Test
    void endsTheWaitWhenTheThreadIsInterrupted() throws Exception {
        try (UpgradePeer peer = new UpgradePeer((request, socket) -> { })) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    connect(peer);
                } catch (InterruptedIOException expected) {
                    interrupted.complete(Thread.currentThread().isInterrupted());
                } catch (Exception other) {
                    interrupted.completeExceptionally(other);
                }
            });
            caller.start();
            peer.socket();
            caller.interrupt();
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(peer.socket().getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void endsTheWaitWhenTheConnectorIsClosed() throws Exception {
        try (UpgradePeer peer = new UpgradePeer((request, socket) -> { })) {
            CompletableFuture<Upgraded> waiting = Background.run(() -> connect(peer));
            peer.socket();
            connector.close();
            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("the client was closed");
            assertThatThrownBy(() -> connect(peer)).hasMessageContaining("the client was closed");
        }
    }
}
