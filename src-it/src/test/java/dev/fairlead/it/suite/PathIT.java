package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URI templates and {@code @PathParam} (specification sections 3.1.1 and 4.3). */
@ExtendWith(ArquillianExtension.class)
class PathIT {
    private static final String TYPES = "/true/-8/z/-300/70000/-5000000000/1.5/-2.25";

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("path", PathEndpoints.class, SessionEndpoints.class);
    }

    private WireClient open(String path) throws Exception {
        return WireClient.open(Addresses.ws(base, path));
    }

    private String noted(String key) throws Exception {
        try (WireClient notes = open("/notes")) {
            return notes.ask(key);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                      | root
            /slash                 | without slash
            /slash/                | with slash
            /segment/a             | a {value=a} null
            /segment/a?value=b     | a {value=a} value=b
            /%73egment/a           | a {value=a} null
            /segment/%41%20%C3%A9  | A é {value=A é} null
            /segment/a+b           | a+b {value=a+b} null
            /segment/a%3Fb%23c     | a?b#c {value=a?b#c} null
            /segment/{value}       | {value} {value={value}} null
            /segment/middle/x      | segment to x
            /eleven/0/1/2/3/4/5/6/7/8/9/x | 0123456789x 0123456789x
            """)
    void pathLeadsToItsEndpoint(String path, String expected) throws Exception {
        String raw = path.replace("{", "%7B").replace("}", "%7D");
        try (WireClient client = open(raw)) {
            assertThat(client.ask("which")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/segment", "/segment/", "/segment/a/b", "/segment/a/", "/x/middle/", "/SEGMENT/a",
        "/eleven/0/1/2/3/4/5/6/7/8/9", "/eleven/0/1/2/3/4/5/6/7/8/9/x/y", "/eleven/0/1/2/3/4/5/6/7/8/9/", "/nothing"})
    void otherNumberOfSegmentsAndEmptySegmentsAreNotFound(String path) throws Exception {
        assertThat(WireClient.handshakeAnswer(Addresses.ws(base, path)).status()).isEqualTo(404);
    }

    @Test
    void everyTypeIsConvertedInEveryMethodAndAnUnknownNameIsNull() throws Exception {
        String shown = "true -8 z -300 70000 -5000000000 1.5 -2.25 null";
        try (WireClient client = open("/types/converted" + TYPES)) {
            assertThat(client.ask("which")).isEqualTo(shown + " | " + shown);
            assertThat(client.ask("fail")).isEqualTo("fail -2.25 true null z");
            client.close(1000, "");
            client.readClose();
        }
        assertThat(noted("converted")).isEqualTo("closed 1000 -5000000000 -300 null");
    }

    @Test
    void valueThatIsNoneOfTheTypeGoesToOnErrorAndTheSessionStaysOpen() throws Exception {
        try (WireClient client = open("/number/bad-value/seven")) {
            assertThat(client.ask("once")).isEqualTo("DecodeException seven of seven");
            assertThat(client.ask("twice")).isEqualTo("DecodeException seven of seven");
            client.binary(new byte[1]);
            assertThat(client.readText()).isEmpty();
        }
    }

    @Test
    void valueThatIsNoneOfTheTypeGoesToOnErrorFromOnClose() throws Exception {
        try (WireClient client = open("/number/at-close/seven")) {
            client.close(1000, "");
            client.readClose();
        }
        assertThat(noted("at-close")).isEqualTo("DecodeException seven of seven");
    }

    @Test
    void valueThatIsNoneOfTheTypeGoesToOnErrorFromOnOpen() throws Exception {
        try (WireClient client = open("/opening/300")) {
            assertThat(client.ask("which")).isEqualTo("DecodeException 300");
        }
        try (WireClient client = open("/opening/12")) {
            assertThat(client.ask("which")).isEqualTo("opened with 12");
        }
    }

    @Test
    void primitiveWithoutAVariableGoesToOnError() throws Exception {
        try (WireClient client = open("/missing")) {
            assertThat(client.ask("which")).startsWith("DecodeException").contains("none");
        }
    }
}
