package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHandshakeTest {
    private static final ClientHandshake HANDSHAKE = new ClientHandshake("dGhlIHNhbXBsZSBub25jZQ==",
            List.of("chat", "superchat"),
            List.of(new ExtensionOffer("permessage-deflate",
                    List.of(ExtensionParameter.flag("client_max_window_bits")))));

    private static Headers response() {
        return new Headers().add("Upgrade", "websocket").add("Connection", "Upgrade")
                .add("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    private static HandshakeException fail(int status, Headers headers) {
        HandshakeException e = catchThrowableOfType(HandshakeException.class, () -> HANDSHAKE.verify(status, headers));
        assertThat(e).as("refused").isNotNull();
        return e;
    }

    @Test
    void asksAsTheRfcSays() {
        assertThat(HANDSHAKE.request("server.example.com:8080").toString()).isEqualTo("""
                Host: server.example.com:8080\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: chat, superchat\r
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                """);
    }

    @Test
    void asksForNothingWhereNothingIsWanted() {
        assertThat(new ClientHandshake(ClientHandshake.newKey(), List.of(), List.of()).request("a").asMap())
                .containsOnlyKeys("Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version");
    }

    @Test
    void makesAFreshKeyEachTime() {
        String key = ClientHandshake.newKey();
        assertThat(Base64.getDecoder().decode(key)).hasSize(16);
        assertThat(key).hasSize(24).isNotEqualTo(ClientHandshake.newKey());
    }

    @Test
    void readsWhatTheServerChose() throws HandshakeException {
        ClientHandshake.Answer answer = HANDSHAKE.verify(101, response().add("Sec-WebSocket-Protocol", "superchat")
                .add("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits=\"10\""));
        assertThat(answer.subprotocol()).isEqualTo("superchat");
        assertThat(answer.extensions()).containsExactly(new ExtensionOffer("permessage-deflate",
                List.of(new ExtensionParameter("client_max_window_bits", "10"))));
    }

    @Test
    void acceptsAServerThatChoseNothing() throws HandshakeException {
        ClientHandshake.Answer answer = HANDSHAKE.verify(101,
                response().set("Upgrade", "WebSocket").set("Connection", "x, upgrade"));
        assertThat(answer.subprotocol()).isEmpty();
        assertThat(answer.extensions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 301, 401, 404, 426, 503})
    void failsWithTheStatusOfTheAnswer(int status) {
        HandshakeException e = fail(status, response().add("Retry-After", "5"));
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.headers().first("retry-after")).contains("5");
        assertThat(e).hasMessageContaining(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Connection", "Sec-WebSocket-Accept"})
    void failsWithoutAHeader(String name) {
        Headers headers = response();
        headers.remove(name);
        assertThat(fail(101, headers)).hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Upgrade,                  h2c
            Upgrade,                  'websocket, h2c'
            Connection,               close
            Sec-WebSocket-Accept,     ''
            Sec-WebSocket-Accept,     s3pplmbitxaq9kygzzhzrbk+xoo=
            Sec-WebSocket-Accept,     s3pPLMBiTxaQ9kYGzzhZRbK+xOo
            Sec-WebSocket-Accept,     dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol,   other
            Sec-WebSocket-Protocol,   CHAT
            Sec-WebSocket-Protocol,   'chat, superchat'
            Sec-WebSocket-Protocol,   ''
            Sec-WebSocket-Extensions, 'a; b=('
            """)
    void failsOnAWrongHeader(String name, String value) {
        HandshakeException e = fail(101, response().set(name, value));
        assertThat(e.status()).isEqualTo(101);
        assertThat(e).hasMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, websocket", "Sec-WebSocket-Accept, s3pPLMBiTxaQ9kYGzzhZRbK+xOo="})
    void failsOnARepeatedHeader(String name, String value) {
        assertThat(fail(101, response().add(name, value))).hasMessageContaining("repeated");
        assertThat(fail(101, response().add("Sec-WebSocket-Protocol", "chat").add("Sec-WebSocket-Protocol", "chat")))
                .hasMessageContaining("Sec-WebSocket-Protocol header is repeated");
    }

    @Test
    void asksForSubprotocolsThatCanBeAskedForOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientHandshake("", List.of("a b"), List.of()))
                .withMessageContaining("a b");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientHandshake("", List.of("a", "a"), List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a b    | size | 1
            a, b   | size | 1
            ''     | size | 1
            a      | s;t  | 1
            a      | size | 1 2
            a      | size | "1"
            """)
    void offersExtensionsThatCanBeWrittenAsTokensOnly(String name, String parameter, String value) {
        ExtensionOffer offer = new ExtensionOffer(name, List.of(new ExtensionParameter(parameter, value)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientHandshake("", List.of(), List.of(offer)))
                .withMessageContaining("token");
    }
}
