package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import java.nio.ByteBuffer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of {@code @OnMessage}: parameters, parts, streams, coders, return values. */
@ExtendWith(ArquillianExtension.class)
class MessageFormsIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("forms", MessageForms.class);
    }

    private WireClient open(String path) throws Exception {
        return WireClient.open(Addresses.ws(base, path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /string       | hello  | whole hello
            /reader       | hello  | read hello
            /int          | 41     | 42
            /int          | none   | DecodeException
            /double       | 5      | 2.5
            /boolean      | true   | false
            /char         | q      | Q
            /all/x        | hello  | x text hello
            /point        | 1,2    | text 2,1
            /point        | 1,b    | DecodeException no point
            /point-reader | 1,2    | written 2,1
            """)
    void textIsAnswered(String path, String sent, String expected) throws Exception {
        try (WireClient client = open(path)) {
            assertThat(client.ask(sent)).isEqualTo(expected);
            assertThat(client.ask(sent)).as("the second time").isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes", "/buffer"})
    void bytesAreAnswered(String path) throws Exception {
        try (WireClient client = open(path)) {
            client.binary(new byte[] {1, 2, 3});
            assertThat(client.readBinary()).containsExactly(3, 2, 1);
            client.binary(new byte[0]);
            assertThat(client.readBinary()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/point-bytes", "/point-stream"})
    void decodedBytesAreAnswered(String path) throws Exception {
        try (WireClient client = open(path)) {
            client.binary(ByteBuffer.allocate(8).putInt(7).putInt(9).array());
            ByteBuffer answer = ByteBuffer.wrap(client.readBinary());
            assertThat(answer.getInt()).isEqualTo(9);
            assertThat(answer.getInt()).isEqualTo(7);
        }
    }

    @Test
    void inputStreamReadsAFragmentedMessage() throws Exception {
        try (WireClient client = open("/stream")) {
            client.send(false, 0, WireFrame.BINARY, new byte[1000]);
            client.send(false, 0, WireFrame.CONTINUATION, new byte[0]);
            client.send(true, 0, WireFrame.CONTINUATION, new byte[234]);
            assertThat(client.readText()).isEqualTo("read 1234");
        }
    }

    @ParameterizedTest
    @CsvSource({"/string-parts, 1", "/bytes-parts, 2", "/buffer-parts, 2"})
    void partsArriveAsTheFramesWere(String path, int opcode) throws Exception {
        try (WireClient client = open(path)) {
            client.send(false, 0, opcode, "abc".getBytes());
            assertThat(client.readText()).isEqualTo("3 more");
            client.send(false, 0, WireFrame.CONTINUATION, "defg".getBytes());
            assertThat(client.readText()).isEqualTo("4 more");
            client.send(true, 0, WireFrame.CONTINUATION, "h".getBytes());
            assertThat(client.readText()).isEqualTo("1 last");
        }
    }

    @Test
    void pongsAndBytesReachTheirOwnMethods() throws Exception {
        try (WireClient client = open("/all/y")) {
            client.send(true, 0, WireFrame.PONG, "unsolicited".getBytes());
            assertThat(client.readText()).isEqualTo("pong unsolicited");
            client.binary(new byte[5]);
            assertThat(client.readText()).isEqualTo("y bytes 5");
        }
    }
}
