package dev.fairlead.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.it.wire.WirePeer;
import dev.fairlead.it.wire.WireServer;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client's opening handshake says, and what a configurator makes of it. */
class RequestIT {
    private final WebSocketContainer container = ContainerProvider.getWebSocketContainer();

    /** Hears nothing. */
    private static final class Quiet extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            // is open
        }
    }

    private record Listed(String getName, List<Parameter> getParameters) implements Extension {
    }

    private record Named(String getName, String getValue) implements Extension.Parameter {
    }

    private Session connect(ClientEndpointConfig config, URI uri) throws Exception {
        return container.connectToServer(new Quiet(), config, uri);
    }

    private static ClientEndpointConfig plain() {
        return ClientEndpointConfig.Builder.create().build();
    }

    @ParameterizedTest
    @CsvSource({"'', /", "/, /", "?a=b, /?a=b", "/a/b?c=%20&d, /a/b?c=%20&d", "//a/./b/../c, //a/./b/../c"})
    void requestTargetIsPathAndQueryAsTheyStandInTheUri(String given, String target) throws Exception {
        try (WireServer server = WireServer.accepting(); Session session = connect(plain(), server.uri(given))) {
            WirePeer peer = server.next();
            assertThat(peer.requestLine()).isEqualTo("GET " + target + " HTTP/1.1");
            assertThat(peer.headers("Host")).containsExactly(server.uri("").getRawAuthority());
            assertThat(session.getRequestURI()).isEqualTo(server.uri(given));
        }
    }

    @Test
    void everyConnectionHasAKeyOfItsOwnOfSixteenBytes() throws Exception {
        Set<String> keys = new HashSet<>();
        try (WireServer server = WireServer.accepting()) {
            for (int i = 0; i < 5; i++) {
                try (Session session = connect(plain(), server.uri("/"))) {
                    WirePeer peer = server.next();
                    assertThat(session.isOpen()).isTrue();
                    assertThat(peer.headers("Upgrade")).containsExactly("websocket");
                    assertThat(peer.headers("Connection")).containsExactly("Upgrade");
                    assertThat(peer.headers("Sec-WebSocket-Version")).containsExactly("13");
                    String key = peer.headers("Sec-WebSocket-Key").get(0);
                    assertThat(Base64.getDecoder().decode(key)).hasSize(16);
                    keys.add(key);
                }
            }
        }
        assertThat(keys).hasSize(5);
    }

    @Test
    void userInformationOfTheUriIsNotSent() throws Exception {
        try (WireServer server = WireServer.accepting()) {
            URI uri = URI.create(server.uri("/").toString().replace("ws://", "ws://user:secret@"));
            try (Session session = connect(plain(), uri)) {
                WirePeer peer = server.next();
                assertThat(peer.headers("Host").get(0)).doesNotContain("secret");
                assertThat(peer.headers("Authorization")).isEmpty();
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    void subprotocolsAndExtensionsAreAskedForInTheOrderOfTheConfiguration() throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of("v3", "v2", "v1"))
                .extensions(List.of(
                        new Listed("x-second", List.of(new Named("size", "7"), new Named("fast", null))),
                        new Listed("x-first", List.of(new Named("note", "a")))))
                .build();
        try (WireServer server = WireServer.accepting("Sec-WebSocket-Protocol: v2",
                        "Sec-WebSocket-Extensions: x-first; note=\"b\"", "Sec-WebSocket-Extensions: x-second");
                Session session = connect(config, server.uri("/"))) {
            WirePeer peer = server.next();
            assertThat(peer.headers("Sec-WebSocket-Protocol")).containsExactly("v3, v2, v1");
            assertThat(String.join(", ", peer.headers("Sec-WebSocket-Extensions")))
                    .startsWith("x-second; size=7; fast, x-first; note=a, permessage-deflate");
            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v2");
            assertThat(session.getNegotiatedExtensions()).extracting(Extension::getName)
                    .containsExactly("x-first", "x-second");
            assertThat(session.getNegotiatedExtensions().get(0).getParameters())
                    .singleElement()
                    .satisfies(parameter -> assertThat(parameter.getName() + "=" + parameter.getValue())
                            .isEqualTo("note=b"));
        }
    }

    /** Changes the request as far as it goes, and keeps the response. */
    public static class Changing extends ClientEndpointConfig.Configurator {
        static Map<String, List<String>> response;

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            assertThat(headers).containsKeys("host", "HOST", "sec-websocket-key");
            headers.put("Origin", List.of("https://example.org"));
            headers.put("Cookie", List.of("a=1", "b=2"));
            headers.get("sec-websocket-protocol").add("v0");
            headers.remove("SEC-WEBSOCKET-EXTENSIONS");
        }

        @Override
        public void afterResponse(HandshakeResponse given) {
            response = given.getHeaders();
        }
    }

    /** Is configured by its annotation. */
    @ClientEndpoint(subprotocols = {"v2", "v1"}, configurator = Changing.class)
    public static class Configured {
    }

    @Test
    void configuratorChangesTheRequestAndSeesTheResponse() throws Exception {
        try (WireServer server = WireServer.accepting("Sec-WebSocket-Protocol: v0", "X-Many: 1", "x-many: 2",
                        "X-Empty:");
                Session session = container.connectToServer(Configured.class, server.uri("/"))) {
            WirePeer peer = server.next();
            assertThat(peer.headers("Origin")).containsExactly("https://example.org");
            assertThat(peer.headers("Cookie")).containsExactly("a=1", "b=2");
            assertThat(String.join(", ", peer.headers("Sec-WebSocket-Protocol"))).isEqualTo("v2, v1, v0");
            assertThat(peer.headers("Sec-WebSocket-Extensions")).isEmpty();
            assertThat(session.getNegotiatedSubprotocol()).isEqualTo("v0");
            assertThat(Changing.response.get("X-MANY")).containsExactly("1", "2");
            assertThat(Changing.response.get("x-empty")).containsExactly("");
            assertThat(Changing.response).containsKey(HandshakeResponse.SEC_WEBSOCKET_ACCEPT);
        }
    }

    @Test
    void headersThatWouldBreakTheRequestAreRefused() throws Exception {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("X-Note", List.of("one\r\nX-Injected: two"));
                    }
                })
                .build();
        try (WireServer server = WireServer.accepting()) {
            assertThatThrownBy(() -> connect(config, server.uri("/")))
                    .hasMessageContaining("X-Note");
        }
    }
}
