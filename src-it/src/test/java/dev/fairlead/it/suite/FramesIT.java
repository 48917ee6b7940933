package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URL;
import java.util.HexFormat;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every malformed frame gets its close code (RFC 6455 sections 5, 7.4 and 8.1). */
@ExtendWith(ArquillianExtension.class)
class FramesIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("frames", Echo.class);
    }

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = 1000)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = 1000)
        public byte[] binary(byte[] message) {
            return message;
        }

        @OnError
        public void error(Session session, Throwable error) {
            // expected here; the close code tells the rest
        }
    }

    /** The mask is zero, so that the payload can be read in the table. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            not masked                              | 8103616263                   | 1002
            reserved opcode 3                       | 8380 00000000                | 1002
            reserved opcode 7                       | 8780 00000000                | 1002
            reserved control opcode 11              | 8b80 00000000                | 1002
            reserved control opcode 15              | 8f80 00000000                | 1002
            RSV1 without an extension               | c183 00000000 616263         | 1002
            RSV2                                    | a183 00000000 616263         | 1002
            RSV3                                    | 9183 00000000 616263         | 1002
            RSV1 in a control frame                 | c980 00000000                | 1002
            ping in fragments                       | 0980 00000000                | 1002
            close in fragments                      | 0880 00000000                | 1002
            ping of 126 bytes                       | 89fe007e 00000000            | 1002
            close of 126 bytes                      | 88fe007e 00000000            | 1002
            continuation of nothing                 | 8083 00000000 616263         | 1002
            text inside a fragmented text           | 0181 00000000 61 8181 00000000 62 | 1002
            binary inside a fragmented text         | 0181 00000000 61 8281 00000000 62 | 1002
            16-bit length that fits 7 bits          | 81fe0003 00000000 616263     | 1002
            64-bit length that fits 16 bits         | 81ff0000000000000003 00000000 616263 | 1002
            64-bit length with the highest bit      | 81ffffffffffffffffff 00000000 | 1002
            close of one byte                       | 8881 00000000 03             | 1002
            close with 0                            | 8882 00000000 0000           | 1002
            close with 999                          | 8882 00000000 03e7           | 1002
            close with 1004                         | 8882 00000000 03ec           | 1002
            close with 1005                         | 8882 00000000 03ed           | 1002
            close with 1006                         | 8882 00000000 03ee           | 1002
            close with 1015                         | 8882 00000000 03f7           | 1002
            close with 1016                         | 8882 00000000 03f8           | 1002
            close with 2999                         | 8882 00000000 0bb7           | 1002
            close with 5000                         | 8882 00000000 1388           | 1002
            close whose reason is no UTF-8          | 8884 00000000 03e8 c328      | 1007
            text that is no UTF-8                   | 8182 00000000 c328           | 1007
            surrogate in UTF-8                      | 8183 00000000 eda080         | 1007
            overlong UTF-8                          | 8182 00000000 c0af           | 1007
            UTF-8 above U+10FFFF                    | 8184 00000000 f4908080       | 1007
            UTF-8 cut off at the end                | 8182 00000000 61c3           | 1007
            bad byte, the frame's rest still to come | 818a 00000000 61ff          | 1007
            bad byte in a fragment, more to come    | 0183 00000000 61ff62         | 1007
            text over the limit                     | 81fe03e9 00000000            | 1009
            binary over the limit                   | 82fe03e9 00000000            | 1009
            binary of 2 GiB announced               | 82ff0000000080000000 00000000 | 1009
            """)
    void malformedFrameGetsItsCloseCode(String name, String hex, int code) throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"))) {
            assertThat(client.ask("before")).isEqualTo("before");
            client.raw(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThat(client.readClose().closeCode()).isEqualTo(code);
            client.halfClose();
            assertThat(client.readEof()).as("the stream ends").isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"1000", "1001", "1002", "1003", "1007", "1008", "1009", "1010", "1011", "1012", "1013", "1014", "3000",
        "3999", "4000", "4999"})
    void validCloseCodeIsReturned(int code) throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"))) {
            client.close(code, "");
            assertThat(client.readClose().closeCode()).isEqualTo(code);
            assertThat(client.readEof()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a character cut in two fragments     | 0181 00000000 c3 8081 00000000 bc | ü
            four bytes in four fragments         | 0181 00000000 f0 0081 00000000 9f 0081 00000000 98 8081 00000000 80 | \uD83D\uDE00
            empty fragments                      | 0180 00000000 0080 00000000 8081 00000000 61 | a
            16-bit length of 126                 | 81fe007e 00000000 %s | 126
            """)
    void unusualButRightFramesAreAMessage(String name, String hex, String expected) throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"))) {
            client.raw(HexFormat.of().parseHex(hex.replace(" ", "").replace("%s", "61".repeat(126))));
            assertThat(client.readText()).isEqualTo(expected.equals("126") ? "a".repeat(126) : expected);
        }
    }
}
