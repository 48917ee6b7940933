package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages in parts and streams beside control frames and others' sends, and sends that fail. */
@ExtendWith(ArquillianExtension.class)
class PartialSendsIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("partial", PartialSendsEndpoints.class, Notes.class);
    }

    @ParameterizedTest
    @CsvSource({"text, 1", "binary, 2", "writer, 1", "stream, 2"})
    void onlyControlFramesComeBetweenTheParts(String how, int opcode) throws Exception {
        String key = "partial " + how;
        try (WireClient client = WireClient.open(Addresses.ws(base, "/partial/" + key.replace(" ", "%20")))) {
            client.text("begin " + how);
            WireFrame first = client.read();
            assertThat(first.opcode()).isEqualTo(opcode);
            assertThat(first.fin()).isFalse();
            assertThat(first.text()).isEqualTo("one ");

            client.text("others");
            WireFrame ping = client.read();
            assertThat(ping.opcode()).isEqualTo(WireFrame.PING);
            assertThat(ping.payload()).hasSize(125);
            assertThat(Notes.next(key)).isEqualTo("ping done");
            client.ping("mine");
            assertThat(client.read().opcode()).isEqualTo(WireFrame.PONG);

            client.text("end " + how);
            StringBuilder rest = new StringBuilder();
            WireFrame frame;
            do {
                frame = client.read();
                assertThat(frame.opcode()).isEqualTo(WireFrame.CONTINUATION);
                rest.append(frame.text());
            } while (!frame.fin());
            assertThat(rest.toString()).isEqualTo("two");
            assertThat(List.of(client.readText(), client.readText())).containsExactlyInAnyOrder("basic", "async");
            assertThat(List.of(Notes.next(key), Notes.next(key))).containsExactlyInAnyOrder("basic done", "async true");
        }
    }

    @Test
    void streamsThatWereNotWrittenToSendNothing() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/partial/unused"))) {
            client.text("closed streams");
            assertThat(client.readText()).isEqualTo("closed");
            assertThat(client.readText()).as("a write behind the end").isEqualTo("IOException");
            assertThat(client.ask("echo")).isEqualTo("echo");
        }
    }

    private WireClient failing(String key) throws Exception {
        return WireClient.open(Addresses.ws(base, "/failing/" + key));
    }

    @Test
    void sendThatTakesTooLongIsToldToItsHandlerAndEndsTheSession() throws Exception {
        try (WireClient client = WireClient.openNarrow(Addresses.ws(base, "/failing/slow"))) {
            client.text("timeout");
            List<String> notes = new ArrayList<>(List.of(Notes.next("slow"), Notes.next("slow")));
            assertThat(notes).containsExactlyInAnyOrder("sent false true mine", "error");
        }
    }

    @Test
    void resultOfASendKnowsItsSession() throws Exception {
        try (WireClient client = failing("result")) {
            assertThat(client.ask("session")).isEqualTo("x");
            assertThat(Notes.next("result")).isEqualTo("true mine");
        }
    }

    @ParameterizedTest
    @CsvSource({"default timeout, -1 -1", "nulls, IllegalArgumentException"})
    void sendsTell(String what, String expected) throws Exception {
        try (WireClient client = failing("tell")) {
            assertThat(client.ask(what)).isEqualTo(expected);
        }
    }

    @Test
    void controlFramesHaveAtMost125Bytes() throws Exception {
        try (WireClient client = failing("pings")) {
            client.text("pings");
            assertThat(client.read().payload()).hasSize(125);
            assertThat(client.readText()).isEqualTo("IllegalArgumentException IllegalArgumentException done");
        }
    }
}
