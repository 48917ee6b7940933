package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static Headers request() {
        return new Headers().add("Host", "example.com").add("Upgrade", "websocket").add("Connection", "Upgrade")
                .add("Sec-WebSocket-Key", KEY).add("Sec-WebSocket-Version", "13");
    }

    private static ServerHandshake accept(Headers headers) throws HandshakeException {
        return ServerHandshake.of("GET", "HTTP/1.1", headers);
    }

    private static HandshakeException refuse(String method, String version, Headers headers) {
        HandshakeException e = catchThrowableOfType(HandshakeException.class,
                () -> ServerHandshake.of(method, version, headers));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        return e;
    }

    private static HandshakeException refuse(Headers headers) {
        return refuse("GET", "HTTP/1.1", headers);
    }

    @Test
    void answersTheExampleOfTheRfc() throws HandshakeException {
        Headers headers = request().add("Origin", "http://example.com")
                .add("Sec-WebSocket-Protocol", "chat, superchat");
        ServerHandshake handshake = accept(headers);
        assertThat(handshake.origin()).isEqualTo("http://example.com");
        assertThat(handshake.subprotocols()).containsExactly("chat", "superchat");
        assertThat(handshake.extensions()).isEmpty();
        assertThat(handshake.accept("chat", List.of()).toString()).isEqualTo("""
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                Sec-WebSocket-Protocol: chat\r
                """);
    }

    @Test
    void answersNeitherSubprotocolNorExtensionWhereNoneWasChosen() throws HandshakeException {
        for (String none : new String[] {null, ""}) {
            assertThat(accept(request()).accept(none, List.of()).asMap())
                    .containsOnlyKeys("Upgrade", "Connection", "Sec-WebSocket-Accept");
        }
    }

    @Test
    void printsTheExtensionsThatWereChosen() throws HandshakeException {
        Headers answer = accept(request()).accept(null, List.of(new ExtensionOffer("a", List.of()),
                new ExtensionOffer("b", List.of(ExtensionParameter.flag("x"), new ExtensionParameter("y", "9")))));
        assertThat(answer.all("sec-websocket-extensions")).containsExactly("a, b; x; y=9");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Upgrade,    WebSocket
            Upgrade,    'h2c, WEBSOCKET'
            Connection, upgrade
            Connection, 'keep-alive, Upgrade'
            Connection, 'keep-alive ,  UPGRADE , x'
            Host,       ''
            """)
    void readsTokenListsIgnoringCase(String name, String value) throws HandshakeException {
        assertThat(accept(request().set(name, value)).key()).isEqualTo(KEY);
    }

    @Test
    void joinsSeveralLinesOfALists() throws HandshakeException {
        ServerHandshake handshake = accept(request().set("Connection", "keep-alive").add("connection", "Upgrade")
                .add("Sec-WebSocket-Protocol", "a,b").add("sec-websocket-protocol", "c")
                .add("Sec-WebSocket-Extensions", "x; p, y").add("SEC-WEBSOCKET-EXTENSIONS", "z"));
        assertThat(handshake.subprotocols()).containsExactly("a", "b", "c");
        assertThat(handshake.extensions()).extracting(ExtensionOffer::name).containsExactly("x", "y", "z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "get", "OPTIONS", "CONNECT"})
    void refusesOtherMethods(String method) {
        HandshakeException e = refuse(method, "HTTP/1.1", request());
        assertThat(e.status()).isEqualTo(405);
        assertThat(e.headers().all("Allow")).containsExactly("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/2", "", "HTTP/1.10", "HTTP/1"})
    void refusesOtherVersionsOfHttp(String version) {
        assertThat(refuse("GET", version, request()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"})
    void refusesMissingHeaders(String name) {
        Headers headers = request();
        headers.remove(name);
        HandshakeException e = refuse(headers);
        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining(name).hasMessageContaining("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Origin"})
    void refusesRepeatedHeaders(String name) {
        Headers headers = request().add("Origin", "http://a");
        headers.add(name, headers.first(name).orElseThrow());
        HandshakeException e = refuse(headers);
        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining(name).hasMessageContaining("repeated");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Upgrade,                  h2c
            Upgrade,                  websockets
            Connection,               keep-alive
            Sec-WebSocket-Key,        ''
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZQ
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZQ=
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZTE=
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZTEx
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZ*==
            Sec-WebSocket-Key,        dGhlIHNhbXBsZSBub25jZTEyMzQ1Njc4
            Sec-WebSocket-Protocol,   'a, a'
            Sec-WebSocket-Protocol,   'a b'
            Sec-WebSocket-Protocol,   '(a)'
            Sec-WebSocket-Protocol,   ''
            Sec-WebSocket-Protocol,   ', ,'
            Sec-WebSocket-Extensions, ''
            Sec-WebSocket-Extensions, 'a;'
            Sec-WebSocket-Extensions, 'a b'
            """)
    void refusesMalformedHeaders(String name, String value) {
        HandshakeException e = refuse(request().set(name, value));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e).hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "12", "14", "0", "13, 8", "", "013", "thirteen"})
    void tellsWhichVersionItSpeaks(String version) {
        HandshakeException e = refuse(request().set("Sec-WebSocket-Version", version));
        assertThat(e.status()).isEqualTo(426);
        assertThat(e.headers().all("Sec-WebSocket-Version")).containsExactly("13");
    }

    @Test
    void leavesRequestsAloneThatWantNoWebSocket() {
        assertThat(ServerHandshake.isUpgrade(request())).isTrue();
        assertThat(ServerHandshake.isUpgrade(new Headers().add("Host", "a"))).isFalse();
        assertThat(ServerHandshake.isUpgrade(request().set("Upgrade", "h2c"))).isFalse();
    }
}
