package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which encoder and decoder is chosen, and what happens when one fails (specification sections 2.1.4 and 4.1). */
@ExtendWith(ArquillianExtension.class)
class CoderIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("coder", CoderEndpoints.class);
    }

    private WireClient open(String path) throws Exception {
        return WireClient.open(Addresses.ws(base, path));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            one            | one made one
            two            | two made two
            one two        | one made one two
            neither        | DecodeException: no decoder for dev.fairlead.it.suite.CoderEndpoints$Fruit takes this text message
            one decode     | DecodeException: decoded by one
            two fail       | IllegalStateException: failed in two
            throw in one   | IllegalArgumentException: asked one
            """)
    void decodersAreAskedInTheirOrderAndAFailureLeavesTheSessionOpen(String text, String expected) throws Exception {
        try (WireClient client = open("/choosy")) {
            assertThat(client.ask(text)).isEqualTo(expected);
            assertThat(client.ask("two")).isEqualTo("two made two");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pear small              | fruit small
            apple red               | apple red
            boskoop green           | apple green
            pear small basic        | fruit small
            boskoop green async     | apple green
            apple checked           | EncodeException: not encoded
            apple unchecked         | IllegalStateException: not encoded
            apple checked basic     | EncodeException: not encoded
            apple unchecked basic   | IllegalStateException: not encoded
            apple checked async     | result EncodeException
            """)
    void encoderOfTheNearestSuperclassIsTakenAndAFailureLeavesTheSessionOpen(String text, String expected)
            throws Exception {
        try (WireClient client = open("/fruit")) {
            assertThat(client.ask(text)).isEqualTo(expected);
            assertThat(client.ask("pear ripe")).isEqualTo("fruit ripe");
        }
    }

    @Test
    void typeArgumentsAreFoundThroughSuperclasses() throws Exception {
        try (WireClient client = open("/generic")) {
            assertThat(client.ask("a,b,c")).isEqualTo("list of 3");
        }
    }

    @Test
    void applicationsCoderTakesThePlaceOfTheBuiltInOne() throws Exception {
        try (WireClient client = open("/roman")) {
            assertThat(client.ask("III")).isEqualTo("IIII");
            assertThat(client.ask("3")).as("the built-in conversion isn't asked").isEqualTo("DecodeException");
        }
    }

    @Test
    void streamCodersReadAndWriteMessages() throws Exception {
        try (WireClient client = open("/streams")) {
            assertThat(client.ask("pear and what isn't read")).isEqualTo("written pear!");
            client.text("plum");
            assertThat(client.readBinary()).containsExactly(1, 'p', 'l', 'u', 'm');
            client.send(false, 0, WireFrame.BINARY, "fi".getBytes());
            client.send(true, 0, WireFrame.CONTINUATION, "gs".getBytes());
            assertThat(client.readText()).isEqualTo("written figs!");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            io . | IOException: not read
            bad. | DecodeException: not decoded
            half | EncodeException: not written
            """)
    void streamCoderThatFailsLeavesTheSessionOpen(String text, String expected) throws Exception {
        try (WireClient client = open("/streams")) {
            assertThat(client.ask(text)).isEqualTo(expected);
            assertThat(client.ask("pear")).isEqualTo("written pear!");
        }
    }

    @Test
    void oneMethodTakesWhatDecodersMakeOfTextAndOfBytes() throws Exception {
        try (WireClient client = open("/both")) {
            assertThat(client.ask("one")).isEqualTo("one made one");
            client.binary(new byte[5]);
            assertThat(client.readText()).as("the question before doesn't take bytes away").isEqualTo("bytes 5");
        }
    }
}
