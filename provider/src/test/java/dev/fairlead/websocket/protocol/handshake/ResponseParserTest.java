package dev.fairlead.websocket.protocol.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {
    private static final String RESPONSE = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n"
            + "X-A:one\r\nx-a: \t two words \t\r\nEmpty:\r\n\r\n";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Optional<ResponseParser.Head> parse(String text) throws HandshakeException {
        return new ResponseParser(10, 100).parse(bytes(text));
    }

    private static HandshakeException fail(String text) {
        HandshakeException e = catchThrowableOfType(HandshakeException.class, () -> parse(text));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.status()).isZero();
        return e;
    }

    private static void check(ResponseParser.Head head) {
        assertThat(head.status()).isEqualTo(101);
        assertThat(head.reason()).isEqualTo("Switching Protocols");
        assertThat(head.headers().all("UPGRADE")).containsExactly("websocket");
        assertThat(head.headers().all("x-a")).containsExactly("one", "two words");
        assertThat(head.headers().all("empty")).containsExactly("");
    }

    @Test
    void readsAHeadWhereverItIsCut() throws HandshakeException {
        byte[] bytes = (RESPONSE + "rest").getBytes(StandardCharsets.ISO_8859_1);
        for (int cut = 0; cut < bytes.length; cut++) {
            ResponseParser parser = new ResponseParser(10, 100);
            ByteBuffer first = ByteBuffer.wrap(Arrays.copyOfRange(bytes, 0, cut));
            ByteBuffer second = ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length));
            Optional<ResponseParser.Head> head = parser.parse(first);
            if (cut < RESPONSE.length()) {
                assertThat(head).isEmpty();
                assertThat(first.hasRemaining()).isFalse();
                head = parser.parse(second);
            }
            check(head.orElseThrow());
            assertThat(first.remaining() + second.remaining()).isEqualTo(4);
        }
    }

    @Test
    void takesBareLineFeedsAndAMissingReason() throws HandshakeException {
        ResponseParser.Head head = parse("HTTP/1.0 407\nA: b\n\n").orElseThrow();
        assertThat(head.status()).isEqualTo(407);
        assertThat(head.reason()).isEmpty();
        assertThat(head.headers().first("a")).contains("b");
    }

    @Test
    void skipsInterimResponses() throws HandshakeException {
        check(parse("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + RESPONSE)
                .orElseThrow());
        assertThat(fail("HTTP/1.1 100 Continue\r\n\r\n".repeat(20))).hasMessageContaining("maxHeaders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2 101 x\r\n", "HTTP/1.2 101\r\n", "ICY 200 OK\r\n", "\u0015\u0003\u0001", "\r\n",
        "http/1.1 101 x\r\n", "HTTP/1.1 99 x\r\n", "HTTP/1.1 1010 x\r\n", "HTTP/1.1  101 x\r\n", "HTTP/1.1 101x\r\n",
        "HTTP/1.1 101 a\u0001\r\n", "HTTP/1.0 101 Switching Protocols\r\n", "HTTP/1.1 101 a\rb\r\n"})
    void refusesOtherStatusLines(String start) {
        fail(start);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a: b", "\ta: b", "a : b", "a", ": b", "a b: c", "a: \u0001", "a: b\u0000c", "a: b\rc: d",
        "\u00e9: b", "a: \u007f"})
    void refusesMalformedFields(String line) {
        fail("HTTP/1.1 200 OK\r\nfine: yes\r\n" + line + "\r\n\r\n");
    }

    @Test
    void keepsItsLimits() throws HandshakeException {
        String fields = "a: b\r\n".repeat(10);
        assertThat(parse("HTTP/1.1 200 OK\r\n" + fields + "\r\n")).isPresent();
        assertThat(fail("HTTP/1.1 200 OK\r\n" + fields + "a: b\r\n")).hasMessageContaining("10")
                .hasMessageContaining("maxHeaders");
        assertThat(parse("HTTP/1.1 200 OK\r\na: " + "b".repeat(97) + "\r\n\r\n")).isPresent();
        assertThat(fail("HTTP/1.1 200 OK\r\na: " + "b".repeat(98))).hasMessageContaining("100")
                .hasMessageContaining("maxHeaderLength");
        assertThat(fail("HTTP/1.1 200 " + "b".repeat(98))).hasMessageContaining("maxHeaderLength");
    }
}
