package dev.fairlead.websocket.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsStreamTest {
    private static final int MEGABYTES = 5_000_000;

    private SSLServerSocket server;
    private Client client;
    private ClientTransport transport;

    @BeforeEach
    void open() throws Exception {
        client = new Client();
        server = listen(Certificates.LOCALHOST.server());
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        await().until(() -> Client.selectorThread() == null);
    }

    /** Connects, with the peer's part of the handshake done beside it. */
    private SSLSocket connect(SSLContext context) throws Exception {
        CompletableFuture<SSLSocket> accepted = accept();
        transport = client.connectTls(server.getLocalPort(), context);
        return accepted.get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<SSLSocket> accept() {
        return Background.run(() -> {
            SSLSocket socket = (SSLSocket) server.accept();
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            return socket;
        });
    }

    private static byte[] random(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void talksInBothDirections(String protocol) throws Exception {
        Recorder listener = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client(protocol))) {
            assertThat(peer.getSession().getProtocol()).isEqualTo(protocol);
            transport.start(listener);
            transport.write(Client.buffers("to the ".getBytes(UTF_8), "peer".getBytes(UTF_8)), listener);
            assertThat(peer.getInputStream().readNBytes(11)).asString(UTF_8).isEqualTo("to the peer");
            peer.getOutputStream().write("from the peer".getBytes(UTF_8));
            await().until(() -> listener.text().equals("from the peer"));
            await().until(() -> client.buffers.lent() == 0);
            peer.shutdownOutput();
            await().until(() -> listener.eof);
            transport.close();
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(listener.failure).isNull();
        assertThat(listener.overlapped).isFalse();
        assertThat(client.buffers.lent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void deliversMuchInBothDirectionsAtOnce(String protocol) throws Exception {
        byte[] up = random(MEGABYTES);
        byte[] down = random(MEGABYTES + 1);
        Recorder listener = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client(protocol))) {
            transport.start(listener);
            CompletableFuture<byte[]> atThePeer = Background.run(() -> peer.getInputStream().readNBytes(MEGABYTES));
            transport.write(Client.buffers(up), listener);
            peer.getOutputStream().write(down);
            assertThat(atThePeer.get(30, TimeUnit.SECONDS)).isEqualTo(up);
            await().atMost(Duration.ofSeconds(30)).until(() -> listener.bytes().length == down.length);
            assertThat(listener.bytes()).isEqualTo(down);
            await().until(() -> client.buffers.lent() == 0);
            transport.close();
        }
    }

    @Test
    void writesTheRestWhenASlowPeerReads() throws Exception {
        byte[] data = random(32 << 20);
        Recorder callback = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client())) {
            assertThat(transport.write(Client.buffers(data), callback)).isFalse();
            assertThat(peer.getInputStream().readNBytes(data.length)).isEqualTo(data);
            await().until(() -> callback.written == 1);
            assertThat(client.buffers.lent()).isZero();
            transport.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void deliversWhatWasWrittenBeforeTheCloseAndSaysThatItIsTheEnd(String protocol) throws Exception {
        byte[] data = random(MEGABYTES);
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client(protocol))) {
            transport.start(new Recorder());
            transport.write(Client.buffers(data), new Recorder());
            transport.close();
            // Without close_notify the JDK's socket reports an SSLException rather than the end.
            assertThat(peer.getInputStream().readAllBytes()).isEqualTo(data);
        }
        await().until(() -> Client.selectorThread() == null);
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void readsRecordsThatDribble() throws Exception {
        try (ServerSocket front = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<SSLSocket> accepted = accept();
            CompletableFuture<Boolean> slow = Background.run(() -> dribble(front));
            transport = client.connectTls(front.getLocalPort(), Certificates.LOCALHOST.client());
            Recorder listener = new Recorder();
            transport.start(listener);
            try (SSLSocket peer = accepted.get(10, TimeUnit.SECONDS)) {
                peer.getOutputStream().write(random(2000));
                peer.getOutputStream().write(random(3000));
                peer.shutdownOutput();
                await().until(() -> listener.eof);
                transport.close();
            }
            assertThat(listener.bytes()).hasSize(5000).startsWith(random(2000)).endsWith(random(3000));
            slow.get(10, TimeUnit.SECONDS);
        }
    }

    /** Passes bytes to the client one by one, and from the client as they come. */
    private boolean dribble(ServerSocket front) throws Exception {
        try (Socket near = front.accept(); Socket far = new Socket("127.0.0.1", server.getLocalPort())) {
            near.setTcpNoDelay(true);
            CompletableFuture<Boolean> up = Background.run(() -> copy(near, far, 8192));
            copy(far, near, 1);
            return up.get(10, TimeUnit.SECONDS);
        }
    }

    private static boolean copy(Socket from, Socket to, int chunk) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i += chunk) {
                    out.write(buffer, i, Math.min(chunk, n - i));
                    out.flush();
                }
            }
            to.shutdownOutput();
            return true;
        } catch (IOException ended) {
            return false;
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        server.close();
        server = listen(Certificates.OTHER_HOST.server());
        assertThatThrownBy(() -> connect(Certificates.OTHER_HOST.client()))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("TLS with localhost:" + server.getLocalPort())
                .hasMessageContaining("matching localhost found");
        await().until(() -> Client.selectorThread() == null);
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void refusesACertificateThatIsNotTrustedAndTellsThePeer() throws Exception {
        CompletableFuture<SSLSocket> accepted = accept();
        assertThatThrownBy(() -> client.connectTls(server.getLocalPort(), null))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("TLS with localhost:" + server.getLocalPort())
                .hasMessageContaining("unable to find valid certification path");
        assertThatThrownBy(() -> accepted.get(10, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(SSLException.class)
                .rootCause().hasMessageContaining("certificate_unknown");
        await().until(() -> client.buffers.lent() == 0);
    }

    @Test
    void refusesAPeerThatSpeaksNoTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Socket> answer = Background.run(() -> {
                Socket peer = plain.accept();
                peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                return peer;
            });
            assertThatThrownBy(() -> client.connectTls(plain.getLocalPort(), Certificates.LOCALHOST.client()))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("localhost:" + plain.getLocalPort());
            answer.get(10, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void doesNotWaitForEverForTheHandshake() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            OpenConnection connection = client.open("wss://localhost:" + silent.getLocalPort(), Duration.ofMillis(300));
            assertThatThrownBy(() -> connection.encrypt(Certificates.LOCALHOST.client(), client.buffers))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("localhost:" + silent.getLocalPort()
                            + " didn't finish the TLS handshake within 300 ms (setting openTimeout)");
            connection.close();
        }
        assertThat(client.buffers.lent()).isZero();
    }

    @Test
    void reportsAPeerThatEndsWithoutCloseNotify() throws Exception {
        try (ServerSocket front = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<SSLSocket> accepted = accept();
            CompletableFuture<Socket> near = Background.run(() -> {
                Socket socket = front.accept();
                Socket far = new Socket("127.0.0.1", server.getLocalPort());
                Background.run(() -> copy(socket, far, 8192));
                Background.run(() -> copy(far, socket, 8192));
                return socket;
            });
            transport = client.connectTls(front.getLocalPort(), Certificates.LOCALHOST.client());
            Recorder listener = new Recorder();
            transport.start(listener);
            accepted.get(10, TimeUnit.SECONDS).getOutputStream().write("all but the end".getBytes(UTF_8));
            await().until(() -> listener.text().equals("all but the end"));
            near.get().shutdownOutput();
            await().until(() -> listener.failure != null);
            assertThat(listener.failure).isInstanceOf(EOFException.class).hasMessageContaining("close_notify");
            assertThat(listener.eof).isFalse();
            transport.abort();
        }
        await().until(() -> client.buffers.lent() == 0);
    }

    @Test
    void staysUpThroughTicketsAndKeyUpdates() throws Exception {
        Recorder listener = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client("TLSv1.3"))) {
            transport.start(listener);
            for (int i = 0; i < 3; i++) {
                peer.getOutputStream().write('a');
                // In TLS 1.3 this asks for new keys, also of the other side.
                peer.startHandshake();
                peer.getOutputStream().write('b');
                transport.write(Client.buffers(new byte[] {'c'}), listener);
                assertThat(peer.getInputStream().read()).isEqualTo('c');
            }
            await().untilAsserted(() -> assertThat(listener.text()).isEqualTo("ababab"));
            transport.close();
            assertThat(listener.isOver()).isFalse();
        }
    }

    @Test
    void deliversWhatCameTogetherWithASessionTicket() throws Exception {
        Recorder listener = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client("TLSv1.3"))) {
            // Behind the ticket in the socket's buffer before anything is read.
            peer.getOutputStream().write("a".getBytes(UTF_8));
            transport.start(listener);
            await().until(() -> listener.text().equals("a"));
            transport.close();
        }
    }

    @Test
    void resumesASession() throws Exception {
        SSLContext context = Certificates.LOCALHOST.client("TLSv1.3");
        byte[] first;
        try (SSLSocket peer = connect(context)) {
            Recorder listener = new Recorder();
            transport.start(listener);
            peer.getOutputStream().write(1);
            await().until(() -> listener.calls == 1);
            first = peer.getSession().getId();
            transport.close();
        }
        long created = System.currentTimeMillis();
        try (SSLSocket peer = connect(context)) {
            assertThat(peer.getSession().getCreationTime()).isLessThanOrEqualTo(created);
            assertThat(first).isNotNull();
            transport.close();
        }
    }

    @Test
    void survivesARenegotiationOfAnIdleConnection() throws Exception {
        Recorder listener = new Recorder();
        try (SSLSocket peer = connect(Certificates.LOCALHOST.client("TLSv1.2"))) {
            transport.start(listener);
            CompletableFuture<Void> handshake = new CompletableFuture<>();
            peer.addHandshakeCompletedListener(event -> handshake.complete(null));
            peer.startHandshake();
            peer.getOutputStream().write("again".getBytes(UTF_8));
            CompletableFuture<byte[]> read = Background.run(() -> peer.getInputStream().readNBytes(4));
            handshake.get(10, TimeUnit.SECONDS);
            transport.write(Client.buffers("fine".getBytes(UTF_8)), listener);
            assertThat(read.get(10, TimeUnit.SECONDS)).asString(UTF_8).isEqualTo("fine");
            await().until(() -> listener.text().equals("again"));
            transport.close();
        }
    }
}
