package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import dev.fairlead.websocket.protocol.handshake.HandshakeException;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Connections that fail: a server that refuses is a {@code DeploymentException}, no connection an {@code IOException}.
 * The endpoint hears nothing of either, and no connection is left open.
 */
class RefusalIT {
    private static final String SWITCHING = "HTTP/1.1 101 Switching Protocols\n";
    private static final String RIGHT = "Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ACCEPT\n";

    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private Map<String, List<String>> response;

    private final Endpoint endpoint = new Endpoint() {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            calls.add("open");
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            calls.add("close");
        }

        @Override
        public void onError(Session session, Throwable error) {
            calls.add("error");
        }
    };

    private ClientEndpointConfig config() {
        return ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("v1"))
                .extensions(List.of(new Listed("x-listed", List.of())))
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void afterResponse(HandshakeResponse given) {
                        response = given.getHeaders();
                    }
                })
                .build();
    }

    private record Listed(String name, List<Parameter> parameters) implements Extension {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public List<Parameter> getParameters() {
            return parameters;
        }
    }

    private Session connect(URI uri) throws Exception {
        return container.connectToServer(endpoint, config(), uri);
    }

    @ParameterizedTest
    @CsvSource({"200 OK, 200", "301 Moved Permanently, 301", "400 Bad Request, 400", "401 Unauthorized, 401",
        "403 Forbidden, 403", "404 Not Found, 404", "426 Upgrade Required, 426", "503 Service Unavailable, 503"})
    void statusOtherThan101IsARefusalThatKeepsStatusAndHeaders(String line, int status) throws Exception {
        try (WireServer server = WireServer.answering("HTTP/1.1 " + line + "\nX-Why: because\nContent-Length: 0\n\n")) {
            assertThatThrownBy(() -> connect(server.uri("/secret?token=s3cret")))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining(String.valueOf(status))
                    .hasMessageNotContaining("s3cret")
                    .cause().isInstanceOfSatisfying(HandshakeException.class, refusal ->
                            assertThat(refusal.status()).isEqualTo(status));
            assertThat(response).containsEntry("X-Why", List.of("because"));
            assertNothingIsLeft(server);
        }
    }

    private void assertNothingIsLeft(WireServer server) throws Exception {
        assertThat(server.next().readEof()).isTrue();
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Upgrade: websocket            |                                            | Upgrade
            Upgrade: websocket            | Upgrade: h2c                               | Upgrade
            Connection: Upgrade           |                                            | Connection
            Connection: Upgrade           | Connection: keep-alive                     | Connection
            Sec-WebSocket-Accept: ACCEPT  |                                            | Accept
            Sec-WebSocket-Accept: ACCEPT  | Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAA== | Accept
            Sec-WebSocket-Accept: ACCEPT  | Sec-WebSocket-Accept: ACCEPT, ACCEPT       | Accept
            X-Other: 1                    | Sec-WebSocket-Protocol: v2                 | v2
            X-Other: 1                    | Sec-WebSocket-Protocol: V1                 | V1
            X-Other: 1                    | Sec-WebSocket-Protocol: v1, v2             | v1, v2
            """)
    void answerThatIsWrongFailsTheConnection(String piece, String replacement, String named) throws Exception {
        String right = RIGHT + "X-Other: 1\n";
        String wrong = right.replace(piece + "\n", replacement == null ? "" : replacement + "\n");
        assertThat(wrong).isNotEqualTo(right);
        failsWith(wrong, named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x-other                                                    | x-other
            x-listed, x-listed                                         | x-listed
            permessage-deflate, permessage-deflate                     | permessage-deflate
            permessage-deflate; level=9                                | level
            permessage-deflate; server_max_window_bits=16              | 16
            permessage-deflate; server_max_window_bits                 | server_max_window_bits
            permessage-deflate; server_max_window_bits=8; server_max_window_bits=8 | server_max_window_bits
            permessage-deflate; server_no_context_takeover=1           | server_no_context_takeover
            permessage-deflate;; a                                     | Sec-WebSocket-Extensions
            """)
    void extensionsOtherThanThoseOfferedFailTheConnection(String answer, String named) throws Exception {
        failsWith(RIGHT + "Sec-WebSocket-Extensions: " + answer + "\n", named);
    }

    private void failsWith(String headers, String named) throws Exception {
        try (WireServer server = WireServer.answering(SWITCHING + headers + "\n")) {
            assertThatThrownBy(() -> connect(server.uri("/")))
                    .isInstanceOf(DeploymentException.class)
                    .hasMessageContaining(named);
            assertNothingIsLeft(server);
        }
    }

    @Test
    void answerThatIsRightOpens() throws Exception {
        try (WireServer server = WireServer.answering(SWITCHING + RIGHT.replace("websocket", "WebSocket")
                + "Sec-WebSocket-Protocol: v1\nSec-WebSocket-Extensions: x-listed\n\n")) {
            Session session = connect(server.uri("/"));
            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v1");
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName).containsExactly("x-listed");
            assertThat(calls).containsExactly("open");
        }
    }

    @Test
    void nobodyThereIsAnIoException() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> connect(URI.create("ws://127.0.0.1:" + free + "/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + free);
        assertThat(calls).isEmpty();
    }

    @Test
    void hostWithoutAnAddressIsAnIoException() {
        assertThatThrownBy(() -> connect(URI.create("ws://nowhere.invalid/")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    @Test
    void serverThatEndsTheConnectionIsAnIoException() throws Exception {
        try (WireServer server = new WireServer(WirePeer::close)) {
            assertThatThrownBy(() -> connect(server.uri("/"))).isInstanceOf(IOException.class);
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void answerThatIsNotHttpOpensNothing() throws Exception {
        try (WireServer server = WireServer.answering("SSH-2.0-OpenSSH_9.6\n\n")) {
            assertThatThrownBy(() -> connect(server.uri("/")))
                    .isInstanceOfAny(IOException.class, DeploymentException.class);
            assertNothingIsLeft(server);
        }
    }

    @Test
    void silentServerIsGivenUpAfterTheOpenTimeout() throws Exception {
        try (WireServer server = new WireServer(peer -> { })) {
            ClientEndpointConfig impatient = config();
            impatient.getUserProperties().put("fairlead.openTimeout", 200);
            assertThatThrownBy(() -> container.connectToServer(endpoint, impatient, server.uri("/")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("200 ms");
            assertNothingIsLeft(server);
        }
    }

    @Test
    void exceptionOfTheConfiguratorReachesTheCallerAndLeavesNoConnection() throws Exception {
        ClientEndpointConfig throwing = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void afterResponse(HandshakeResponse given) {
                        throw new IllegalStateException("not this server");
                    }
                })
                .build();
        try (WireServer server = WireServer.accepting()) {
            assertThatThrownBy(() -> container.connectToServer(endpoint, throwing, server.uri("/")))
                    .hasMessageContaining("not this server");
            assertNothingIsLeft(server);
        }
    }
}
