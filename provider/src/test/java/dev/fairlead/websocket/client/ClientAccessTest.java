package dev.fairlead.websocket.client;

import static dev.fairlead.websocket.client.AnsweringPeer.ACCEPTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fairlead.websocket.ClientAccess;
import dev.fairlead.websocket.ClientAccess.Credentials;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import dev.fairlead.websocket.protocol.handshake.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies, authentication and redirects on the way to a server. */
@Timeout(60)
class ClientAccessTest {
    private static final Credentials ADA = new Credentials("ada", "lovelace", null);
    private static final String BASIC = "Basic YWRhOmxvdmVsYWNl";
    private static final String PROXY_ASKS = "HTTP/1.1 407 Who are you?\nProxy-Authenticate: %s\nContent-Length: 0\n\n";
    private static final String SERVER_ASKS = "HTTP/1.1 401 Who are you?\nWWW-Authenticate: %s\nContent-Length: 0\n\n";

    private final Client client = new Client();
    private final ClientConnector connector = new ClientConnector(client.workers, Duration.ofMillis(100));
    private final List<Integer> statuses = new ArrayList<>();
    private final Headers added = new Headers();
    private int requests;

    private final UpgradeListener listener = new UpgradeListener() {
        @Override
        public void beforeRequest(Headers headers) {
            requests++;
            added.forEach(headers::set);
        }

        @Override
        public void afterResponse(int status, Headers headers) {
            statuses.add(status);
        }
    };

    @AfterEach
    void nothingIsLeft() {
        connector.close();
        client.close();
        await().until(() -> client.buffers.lent() == 0);
    }

    private Upgraded connect(String uri, ClientAccess access, SSLContext tls) throws IOException, HandshakeException {
        return connector.connect(new UpgradeRequest(URI.create(uri), List.of(), List.of(), tls, listener),
                Settings.builder().clientAccess(access).build());
    }

    private Upgraded connect(AnsweringPeer peer, ClientAccess access) throws IOException, HandshakeException {
        return connect("ws://127.0.0.1:" + peer.port() + "/chat?room=1", access, null);
    }

    private static ClientAccess through(TestProxy proxy, Credentials credentials) {
        return new ClientAccess(proxy.uri(), credentials, null, 0);
    }

    private static ClientAccess as(Credentials credentials) {
        return new ClientAccess(ClientAccess.NO_PROXY, null, credentials, 0);
    }

    private static ClientAccess redirects(int max) {
        return new ClientAccess(ClientAccess.NO_PROXY, null, ADA, max);
    }

    @Test
    void connectsThroughATunnel() throws Exception {
        try (TestProxy proxy = new TestProxy(head -> null); AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            connect(peer, through(proxy, null)).transport().abort();

            assertThat(proxy.requests).singleElement().asString()
                    .startsWith("CONNECT 127.0.0.1:" + peer.port() + " HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port() + "\r\n")
                    .doesNotContain("Authorization");
            assertThat(peer.requests).singleElement().asString().startsWith("GET /chat?room=1 HTTP/1.1\r\n");
        }
    }

    @Test
    void encryptsThroughATunnelForTheServerNotForTheProxy() throws Exception {
        try (TestProxy proxy = new TestProxy(head -> null);
                UpgradePeer peer = new UpgradePeer(Certificates.LOCALHOST.server().getServerSocketFactory(),
                        (request, socket) -> socket.getOutputStream()
                                .write(UpgradePeer.response(request, ACCEPTED + "first bytes")))) {
            Upgraded upgraded = connect("wss://localhost:" + peer.port(), through(proxy, null),
                    Certificates.LOCALHOST.client());
            Recorder recorder = new Recorder();
            upgraded.transport().start(recorder);
            await().until(() -> recorder.text().equals("first bytes"));
            upgraded.transport().write(Client.buffers("answer".getBytes(UTF_8)), recorder);
            assertThat(peer.socket().getInputStream().readNBytes(6)).asString(UTF_8).isEqualTo("answer");
            assertThat(proxy.requests).singleElement().asString().startsWith("CONNECT localhost:" + peer.port());
            upgraded.transport().abort();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"out\"", "Digest realm=\"out\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
        "Negotiate, Digest realm=\"out\", nonce=\"n\""})
    void answersAProxyThatAsksWhoIsThere(String challenge) throws Exception {
        try (TestProxy proxy = new TestProxy(head -> UpgradePeer.header(head, "Proxy-Authorization") == null
                ? PROXY_ASKS.formatted(challenge) : null); AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            connect(peer, through(proxy, ADA)).transport().abort();

            assertThat(proxy.requests).hasSize(2);
            String answer = UpgradePeer.header(proxy.requests.get(1), "Proxy-Authorization");
            assertThat(answer).satisfiesAnyOf(
                    value -> assertThat(value).isEqualTo(BASIC),
                    value -> assertThat(value).startsWith("Digest username=\"ada\", realm=\"out\", nonce=\"n\", uri=\"127.0.0.1:"
                            + peer.port() + "\""));
            assertThat(peer.requests).singleElement().asString().doesNotContain("Authorization");
            assertThat(statuses).containsExactly(101);
        }
    }

    @Test
    void givesUpWhenTheProxyTakesNoAnswer() throws Exception {
        try (TestProxy proxy = new TestProxy(head -> PROXY_ASKS.formatted("Basic realm=\"out\""));
                AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            assertThatThrownBy(() -> connect(peer, through(proxy, ADA)))
                    .isInstanceOfSatisfying(HandshakeException.class, refused -> assertThat(refused.status()).isEqualTo(407))
                    .hasMessageContaining("doesn't take fairlead.proxyUser and fairlead.proxyPassword")
                    .hasMessageNotContaining("lovelace");
            assertThat(proxy.requests).hasSize(2);
            assertThatThrownBy(() -> connect(peer, through(proxy, null)))
                    .hasMessageContaining("set fairlead.proxyUser and fairlead.proxyPassword");
            assertThatThrownBy(() -> connect(peer, through(proxy, new Credentials("ada", "lovelace", "in"))))
                    .hasMessageContaining("not for its realm");
            assertThat(peer.requests).isEmpty();
            assertThat(proxy.requests).filteredOn(head -> head.contains("Proxy-Authorization")).hasSize(1);
            assertThat(requests).isZero();
        }
    }

    @Test
    void triesOnceMoreWhenTheAnswerCameTooLate() throws Exception {
        String stale = "Digest realm=\"a\", nonce=\"n\", qop=\"auth\", stale=true";
        try (TestProxy proxy = new TestProxy(head -> PROXY_ASKS.formatted(stale));
                AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            assertThatThrownBy(() -> connect(peer, through(proxy, ADA))).isInstanceOf(HandshakeException.class);
            assertThat(proxy.requests).hasSize(3);
        }
    }

    @Test
    void saysWhatTheProxyRefusesAndWhichSettingNamesIt() throws Exception {
        try (TestProxy proxy = new TestProxy(head -> "HTTP/1.1 403 Forbidden\n\n");
                AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            assertThatThrownBy(() -> connect(peer, through(proxy, ADA)))
                    .isInstanceOfSatisfying(HandshakeException.class, refused -> assertThat(refused.status()).isEqualTo(403))
                    .hasMessageContaining("answered 403 to CONNECT 127.0.0.1:" + peer.port() + " (setting proxy)");
        }
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        ClientAccess nowhere = new ClientAccess("http://127.0.0.1:" + port, null, null, 0);
        assertThatThrownBy(() -> connect("ws://127.0.0.1:1", nowhere, null)).isInstanceOf(IOException.class)
                .hasMessageContaining("the proxy can't be reached: no connection to 127.0.0.1:" + port)
                .hasMessageContaining("(setting proxy)");
    }

    @Test
    void asksTheJvmForAProxyUnlessTheSettingsSayOtherwise() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        List<URI> selected = new ArrayList<>();
        try (TestProxy proxy = new TestProxy(head -> null); AnsweringPeer peer = new AnsweringPeer(head -> ACCEPTED)) {
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    if (!uri.getScheme().startsWith("http")) {
                        return List.of(Proxy.NO_PROXY); // a socket of the test proxy's
                    }
                    selected.add(uri);
                    return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("127.0.0.1", 1)),
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("127.0.0.1",
                                    URI.create(proxy.uri()).getPort())));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                    throw new AssertionError(failure);
                }
            });
            connect(peer, ClientAccess.DEFAULTS).transport().abort();
            assertThat(selected).containsExactly(URI.create("http://127.0.0.1:" + peer.port()));
            assertThat(proxy.requests).hasSize(1);
            connect(peer, as(null)).transport().abort();
            assertThat(selected).hasSize(1);
            assertThat(proxy.requests).hasSize(1);
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"in\"", "Digest realm=\"in\", nonce=\"n\", qop=\"auth\""})
    void answersAServerThatAsksWhoIsThere(String challenge) throws Exception {
        try (AnsweringPeer peer = new AnsweringPeer(head -> UpgradePeer.header(head, "Authorization") == null
                ? SERVER_ASKS.formatted(challenge) : ACCEPTED)) {
            connect(peer, as(ADA)).transport().abort();

            assertThat(peer.requests).hasSize(2);
            assertThat(UpgradePeer.header(peer.requests.get(1), "Authorization")).satisfiesAnyOf(
                    value -> assertThat(value).isEqualTo(BASIC),
                    value -> assertThat(value).contains("uri=\"/chat?room=1\""));
            assertThat(requests).as("requests that the listener saw").isEqualTo(2);
            assertThat(statuses).as("only the last response is shown").containsExactly(101);
        }
    }

    @Test
    void givesUpWhenTheServerTakesNoAnswer() throws Exception {
        try (AnsweringPeer peer = new AnsweringPeer(head -> SERVER_ASKS.formatted("Basic realm=\"in\""))) {
            assertThatThrownBy(() -> connect(peer, as(ADA)))
                    .isInstanceOfSatisfying(HandshakeException.class, refused -> assertThat(refused.status()).isEqualTo(401))
                    .hasMessageContaining("doesn't take fairlead.user and fairlead.password");
            assertThat(peer.requests).hasSize(2);
            assertThat(statuses).containsExactly(401);
            assertThatThrownBy(() -> connect(peer, as(null))).hasMessageContaining("fairlead.user");
            assertThat(peer.requests).hasSize(3);
        }
    }

    @Test
    void leavesAnAuthorizationOfTheApplicationAlone() throws Exception {
        added.add("Authorization", "Bearer token");
        try (AnsweringPeer peer = new AnsweringPeer(head -> SERVER_ASKS.formatted("Basic realm=\"in\""))) {
            assertThatThrownBy(() -> connect(peer, as(ADA))).isInstanceOf(HandshakeException.class);
            assertThat(peer.requests).singleElement().asString().contains("Authorization: Bearer token");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsARedirect(int status) throws Exception {
        try (AnsweringPeer peer = new AnsweringPeer(head -> head.startsWith("GET /chat")
                ? "HTTP/1.1 " + status + " There\nLocation: /there?a=b\n\n" : ACCEPTED)) {
            Upgraded upgraded = connect(peer, redirects(1));
            upgraded.transport().abort();

            assertThat(upgraded.uri()).isEqualTo(URI.create("ws://127.0.0.1:" + peer.port() + "/there?a=b"));
            assertThat(peer.requests.get(1)).startsWith("GET /there?a=b HTTP/1.1\r\n");
        }
    }

    @Test
    void tellsNoSecretsToAnotherServer() throws Exception {
        added.add("Authorization", "Bearer token").add("Cookie", "a=b");
        try (AnsweringPeer other = new AnsweringPeer(head -> head.startsWith("GET /asks")
                ? SERVER_ASKS.formatted("Basic realm=\"in\"") : ACCEPTED);
                AnsweringPeer peer = new AnsweringPeer(head -> "HTTP/1.1 302 There\nLocation: http://127.0.0.1:" + other.port()
                        + (head.startsWith("GET /chat") ? "/open" : "/asks") + "\n\n")) {
            connect(peer, redirects(1)).transport().abort();
            assertThat(peer.requests.get(0)).contains("Bearer token");
            assertThat(other.requests).singleElement().asString().doesNotContain("Authorization", "Cookie");

            added.remove("Authorization");
            assertThatThrownBy(() -> connect("ws://127.0.0.1:" + peer.port() + "/x", redirects(1), null))
                    .hasMessageContaining("isn't told to a server that another one redirects to");
        }
    }

    @Test
    void followsNoMoreRedirectsThanAllowed() throws Exception {
        try (AnsweringPeer peer = new AnsweringPeer(head -> "HTTP/1.1 302 Round\nLocation: /chat\n\n")) {
            assertThatThrownBy(() -> connect(peer, redirects(3))).hasMessageContaining("more than 3 redirects")
                    .hasMessageContaining("(setting maxRedirects)");
            assertThat(peer.requests).hasSize(4);
            assertThatThrownBy(() -> connect(peer, redirects(0))).hasMessageContaining("answered 302 instead of 101");
            assertThat(peer.requests).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:ada@example.org", "ftp://127.0.0.1/", "http:///nowhere", "http://[broken/"})
    void refusesARedirectThatLeadsNowhere(String location) throws Exception {
        try (AnsweringPeer peer = new AnsweringPeer(head -> "HTTP/1.1 302 There\nLocation: " + location + "\n\n")) {
            assertThatThrownBy(() -> connect(peer, redirects(3))).isInstanceOf(HandshakeException.class);
            assertThat(peer.requests).hasSize(1);
        }
    }

    @Test
    void refusesARedirectOutOfEncryption() throws Exception {
        try (UpgradePeer peer = new UpgradePeer(Certificates.LOCALHOST.server().getServerSocketFactory(),
                (request, socket) -> socket.getOutputStream()
                        .write(UpgradePeer.response(request, "HTTP/1.1 302 There\nLocation: ws://localhost/\n\n")))) {
            assertThatThrownBy(() -> connect("wss://localhost:" + peer.port(), redirects(3), Certificates.LOCALHOST.client()))
                    .hasMessageContaining("from wss to ws isn't followed");
        }
    }
}
