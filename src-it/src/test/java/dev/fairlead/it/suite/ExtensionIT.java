package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.DeflateStreams;
import dev.fairlead.it.wire.WindowedStreams;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate: what is negotiated, by whom it is set, and that what was negotiated is kept. */
@ExtendWith(ArquillianExtension.class)
class ExtensionIT {
    private static final int RSV1 = 4;
    private static final int RSV2 = 2;

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("extension", ExtensionEndpoints.class, PipelineEndpoints.class, Notes.class);
    }

    private WireClient open(String path, String offer) throws Exception {
        URI uri = Addresses.ws(base, path);
        return offer == null ? WireClient.open(uri) : WireClient.open(uri, "Sec-WebSocket-Extensions: " + offer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            /default      | -                                         | -
            /default      | permessage-deflate                        | permessage-deflate
            /default      | permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover
            /default      | permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover
            /default      | permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=10
            /default      | permessage-deflate; server_max_window_bits=16 | -
            /default      | permessage-deflate; server_max_window_bits | -
            /default      | permessage-deflate; client_max_window_bits=7 | -
            /default      | permessage-deflate; unknown               | -
            /default      | permessage-deflate; server_no_context_takeover=1 | -
            /default      | permessage-deflate; unknown, permessage-deflate | permessage-deflate
            /default      | x-unknown, permessage-deflate             | permessage-deflate
            /default      | x-unknown                                 | -
            /off          | permessage-deflate                        | -
            /on           | permessage-deflate                        | permessage-deflate
            /tuned        | permessage-deflate; client_max_window_bits | permessage-deflate; server_no_context_takeover
            /programmatic | permessage-deflate                        | permessage-deflate; server_no_context_takeover
            """)
    void offerIsAnswered(String path, String offer, String answer) throws Exception {
        try (WireClient client = open(path, offer)) {
            String header = client.answer().header("sec-websocket-extensions");
            if (answer == null) {
                assertThat(header).isNull();
                assertThat(client.ask("?")).isEmpty();
            } else {
                assertThat(header).startsWith(answer);
                client.text("?");
                try (DeflateStreams streams = new DeflateStreams()) {
                    assertThat(message(client.read(), streams)).isEqualTo(header);
                }
            }
        }
    }

    private static String message(WireFrame frame, DeflateStreams streams) throws Exception {
        byte[] bytes = frame.rsv() == RSV1 ? streams.inflate(frame.payload()) : frame.payload();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate",
        "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_max_window_bits",
        "permessage-deflate; server_max_window_bits=9"})
    void compressedMessagesAreReturnedWithTheHistoryKept(String offer) throws Exception {
        try (WireClient client = open("/default", offer); DeflateStreams streams = new DeflateStreams()) {
            String answer = client.answer().header("sec-websocket-extensions");
            // java.util.zip has the largest window only: messages that fit the smallest one are right in any.
            String text = "{\"city\":\"Hamburg\",\"population\":1841179,\"river\":\"Elbe\"}".repeat(4);
            for (int i = 0; i < 20; i++) {
                byte[] sent = streams.deflate((text + i).getBytes(StandardCharsets.UTF_8));
                client.send(true, RSV1, WireFrame.TEXT, sent);
                assertThat(message(client.read(), streams)).isEqualTo(text + i);
                if (answer.contains("server_no_context_takeover")) {
                    streams.forgetReceived();
                }
                if (answer.contains("client_no_context_takeover") || answer.contains("client_max_window_bits")) {
                    streams.forgetSent();
                }
            }
        }
    }

    /**
     * Each message is a block that came before, but further back than the window, and the block that began the message before
     * it. The second is referred to, which takes a history that is kept; the first isn't, which takes one that is no longer.
     */
    @ParameterizedTest
    @ValueSource(ints = {9, 10, 11, 12, 13, 14, 15})
    void historyIsKeptInBothDirectionsOverAllOfTheWindowAndNoMore(int bits) throws Exception {
        int size = (1 << bits) / 8;
        List<String> blocks = new Random(bits).ints(12, 0, Integer.MAX_VALUE).mapToObj(seed -> noise(seed, size)).toList();
        String window = "; server_max_window_bits=" + bits + "; client_max_window_bits=" + bits;
        try (WireClient client = open("/keeping", "permessage-deflate" + window)) {
            assertThat(client.answer().header("sec-websocket-extensions")).startsWith("permessage-deflate; server_max")
                    .contains("=" + bits).doesNotContain("no_context_takeover");
            WindowedStreams streams = new WindowedStreams(bits);
            for (int i = 1; i < 50; i++) {
                String text = blocks.get(i % blocks.size()) + blocks.get((i - 1) % blocks.size());
                byte[] sent = streams.deflate(text.getBytes(StandardCharsets.UTF_8));
                client.send(true, RSV1, WireFrame.TEXT, sent);
                WireFrame echo = client.read();
                assertThat(echo.rsv()).isEqualTo(RSV1);
                assertThat(new String(streams.inflate(echo.payload()), StandardCharsets.UTF_8)).isEqualTo(text);
                if (i > 1) {
                    assertThat(sent.length).as("sent as message %d", i).isBetween(size * 6 / 10, size * 13 / 10);
                    assertThat(echo.payload().length).as("echo of message %d", i).isBetween(size * 6 / 10, size * 13 / 10);
                }
            }
        }
    }

    /** Characters that nothing but Huffman's codes makes smaller, by a quarter at most. */
    private static String noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes).substring(0, length);
    }

    @Test
    void clientsHistoryOfTheLargestWindowIsUsed() throws Exception {
        // Nothing limits the client here: its second message refers back over the whole of the first.
        byte[] noise = new byte[15_000];
        new Random(7).nextBytes(noise);
        String text = Base64.getEncoder().encodeToString(noise);
        try (WireClient client = open("/default", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            byte[] first = streams.deflate(text.getBytes(StandardCharsets.UTF_8));
            byte[] second = streams.deflate(text.getBytes(StandardCharsets.UTF_8));
            assertThat(second.length).as("the history is referred to").isLessThan(first.length / 10);
            client.send(true, RSV1, WireFrame.TEXT, first);
            assertThat(message(client.read(), streams)).isEqualTo(text);
            client.send(true, RSV1, WireFrame.TEXT, second);
            assertThat(message(client.read(), streams)).isEqualTo(text);
        }
    }

    @Test
    void compressedMessageInFragmentsIsOneMessage() throws Exception {
        try (WireClient client = open("/default", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            byte[] payload = streams.deflate("fragmented and compressed".getBytes(StandardCharsets.UTF_8));
            client.send(false, RSV1, WireFrame.TEXT, Arrays.copyOf(payload, 5));
            client.ping("between");
            client.send(true, 0, WireFrame.CONTINUATION, Arrays.copyOfRange(payload, 5, payload.length));
            assertThat(client.read().opcode()).isEqualTo(WireFrame.PONG);
            assertThat(message(client.read(), streams)).isEqualTo("fragmented and compressed");
        }
    }

    @Test
    void uncompressedMessageIsAllowedWhereCompressionIsNegotiated() throws Exception {
        try (WireClient client = open("/default", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            client.text("as it is");
            assertThat(message(client.read(), streams)).isEqualTo("as it is");
        }
    }

    @Test
    void bigCompressedMessageIsReturned() throws Exception {
        String text = "All work and no play makes Jack a dull boy. ".repeat(40_000);
        try (WireClient client = open("/default", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            client.send(true, RSV1, WireFrame.TEXT, streams.deflate(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(message(client.read(), streams)).isEqualTo(text);
        }
    }

    @Test
    void messageThatExpandsOverTheLimitClosesWith1009() throws Exception {
        try (WireClient client = open("/short", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            client.send(true, RSV1, WireFrame.TEXT, streams.deflate(new byte[8 << 20]));
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            continuation with RSV1        | false | 0 | 4 | 1002
            control frame with RSV1       | true  | 9 | 4 | 1002
            """)
    void rsv1InTheWrongPlaceClosesWith1002(String name, boolean fin, int opcode, int rsv, int code) throws Exception {
        try (WireClient client = open("/default", "permessage-deflate")) {
            if (opcode == 0) {
                client.send(false, 0, WireFrame.TEXT, "a".getBytes());
            }
            client.send(fin || opcode == 9, rsv, opcode, new byte[0]);
            assertThat(client.readClose().closeCode()).isEqualTo(code);
        }
    }

    @Test
    void payloadThatIsNotDeflatedClosesTheConnection() throws Exception {
        try (WireClient client = open("/default", "permessage-deflate")) {
            client.send(true, RSV1, WireFrame.TEXT, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            assertThat(client.readClose().closeCode()).isIn(1002, 1007);
        }
    }

    private static byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = (byte) ~flipped[i];
        }
        return flipped;
    }

    private WireClient pipeline(String key, String offer) throws Exception {
        WireClient client = open("/pipeline/" + key, offer);
        assertThat(client.answer().header("sec-websocket-extensions")).isEqualTo(offer);
        return client;
    }

    @Test
    void extensionsEncodeInTheOrderOfNegotiationAndDecodeInReverse() throws Exception {
        String text = "round and round ".repeat(10);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String deflate = "permessage-deflate; server_max_window_bits=12";
        try (WireClient client = pipeline("flip-first", "x-flip, " + deflate); DeflateStreams streams = new DeflateStreams()) {
            client.send(true, RSV1 | RSV2, WireFrame.TEXT, streams.deflate(flip(bytes)));
            WireFrame answer = client.read();
            assertThat(answer.rsv()).isEqualTo(RSV1 | RSV2);
            assertThat(flip(streams.inflate(answer.payload()))).isEqualTo(bytes);
        }
        try (WireClient client = pipeline("flip-last", deflate + ", x-flip"); DeflateStreams streams = new DeflateStreams()) {
            client.send(true, RSV1 | RSV2, WireFrame.TEXT, flip(streams.deflate(bytes)));
            WireFrame answer = client.read();
            assertThat(answer.rsv()).isEqualTo(RSV1 | RSV2);
            assertThat(streams.inflate(flip(answer.payload()))).isEqualTo(bytes);
        }
    }

    @Test
    void extensionWhoseReservedBitIsTakenIsDeclined() throws Exception {
        try (WireClient client = open("/pipeline/thief", "permessage-deflate, x-thief")) {
            assertThat(client.answer().header("sec-websocket-extensions")).startsWith("permessage-deflate")
                    .doesNotContain("x-thief");
            assertThat(client.ask("as it is")).isEqualTo("as it is");
        }
        pipeline("thief", "x-thief").close();
    }

    @ParameterizedTest
    @CsvSource({"decode", "encode"})
    void extensionThatFailsClosesWith1011AndTheEndpointIsTold(String where) throws Exception {
        String key = "fails-to-" + where + base.getPort();
        try (WireClient client = pipeline(key, "x-flip")) {
            client.send(true, RSV2, WireFrame.TEXT, flip(("fail to " + where).getBytes(StandardCharsets.UTF_8)));
            assertThat(client.readClose().closeCode()).isEqualTo(1011);
            client.close(1011, "");
            if (where.equals("decode")) {
                assertThat(Notes.next(key)).contains("extension x-flip failed", "told to fail to decode");
            }
            assertThat(Notes.next(key)).isEqualTo("closed 1011");
        }
    }

    @Test
    void extensionThatFailsToCloseSpoilsNoCloseHandshake() throws Exception {
        String key = "fails-to-close" + base.getPort();
        try (WireClient client = pipeline(key, "x-flip")) {
            client.close(1000, "");
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
        }
        assertThat(Notes.next(key)).isEqualTo("closed 1000");
    }

    @Test
    void extensionThatFailsInTheHandshakeIsAnsweredWith500() throws Exception {
        URI uri = Addresses.ws(base, "/pipeline/handshake");
        assertThat(WireClient.handshakeAnswer(uri, "Sec-WebSocket-Extensions: x-flip; fail").status()).isEqualTo(500);
        pipeline("handshake", "x-flip").close();
    }

    @Test
    void messageThatIsToStayUncompressedDoes() throws Exception {
        String text = "secret secret secret ".repeat(10);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (WireClient client = open("/uncompressed", "permessage-deflate"); DeflateStreams streams = new DeflateStreams()) {
            client.text(text);
            assertThat(client.read()).usingRecursiveComparison()
                    .isEqualTo(new WireFrame(true, 0, WireFrame.TEXT, bytes));
            client.binary(bytes);
            WireFrame answer = client.read();
            assertThat(answer.rsv()).isEqualTo(RSV1);
            assertThat(streams.inflate(answer.payload())).isEqualTo(bytes);
        }
    }

    @Test
    void programmaticEndpointHandlesMessagesByAClass() throws Exception {
        try (WireClient client = open("/handling", null)) {
            assertThat(client.ask("text")).isEqualTo("handled text");
        }
    }
}
