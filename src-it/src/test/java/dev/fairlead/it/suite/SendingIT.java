package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending: whole, in parts, streamed, asynchronous, batched, from many threads, to many sessions. */
@ExtendWith(ArquillianExtension.class)
class SendingIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("sending", SendingEndpoints.class);
    }

    private WireClient open() throws Exception {
        return WireClient.open(Addresses.ws(base, "/send"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            parts         | one two three
            unused stream | after the unused stream
            object        | hello you
            number        | 42
            async object  | hello async
            no encoder    | EncodeException nobody is greeted
            long ping     | IllegalArgumentException
            null          | IllegalArgumentException
            """)
    void textIsSent(String what, String expected) throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask(what)).isEqualTo(expected);
            assertThat(client.ask("parts")).as("the session is still usable").isEqualTo("one two three");
        }
    }

    @Test
    void partsAreFramesOfOneMessage() throws Exception {
        try (WireClient client = open()) {
            client.text("parts");
            assertThat(client.read().fin()).isFalse();
            assertThat(client.read().opcode()).isEqualTo(WireFrame.CONTINUATION);
            assertThat(client.read().fin()).isTrue();
        }
    }

    @Test
    void bytePartsAreOneMessage() throws Exception {
        try (WireClient client = open()) {
            client.text("byte parts");
            assertThat(client.readBinary()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void writerAndStreamSendOneMessageEach() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("writer")).hasSize(100_000);
            client.text("stream");
            assertThat(client.readBinary()).hasSize(100_000);
        }
    }

    @Test
    void bigMessageArrivesWhole() throws Exception {
        try (WireClient client = open()) {
            client.text("big");
            assertThat(client.readBinary()).hasSize(3 << 20);
        }
    }

    @Test
    void futuresCompleteInsideTheHandlerAndMessagesKeepTheirOrder() throws Exception {
        try (WireClient client = open()) {
            client.text("futures");
            for (int i = 0; i < 200; i++) {
                assertThat(client.readText()).isEqualTo("future " + i);
            }
        }
    }

    @Test
    void sendHandlerIsToldThatTheMessageWasSent() throws Exception {
        try (WireClient client = open()) {
            client.text("handler");
            assertThat(client.readText()).isEqualTo("sent");
            assertThat(client.readText()).isEqualTo("result true");
        }
    }

    @ParameterizedTest
    @CsvSource({"ping, 9, are you there", "pong, 10, unasked"})
    void controlFramesAreSent(String what, int opcode, String payload) throws Exception {
        try (WireClient client = open()) {
            client.text(what);
            WireFrame frame = client.read();
            assertThat(frame.opcode()).isEqualTo(opcode);
            assertThat(frame.text()).isEqualTo(payload);
        }
    }

    @Test
    void batchArrivesInOrder() throws Exception {
        try (WireClient client = open()) {
            client.text("batch");
            for (int i = 0; i < 20; i++) {
                assertThat(client.readText()).isEqualTo("batched " + i);
            }
            assertThat(client.readText()).isEqualTo("batching false");
        }
    }

    @Test
    void threadsThatSendAtOnceNeitherFailNorMixTheirMessages() throws Exception {
        try (WireClient client = open()) {
            client.text("threads");
            Map<String, Integer> next = new HashMap<>();
            for (int i = 0; i < 200; i++) {
                String text = client.readText();
                assertThat(text).startsWith("thread ");
                String thread = text.substring(0, text.lastIndexOf(' '));
                int number = Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
                assertThat(number).as(thread).isEqualTo(next.getOrDefault(thread, 0));
                next.put(thread, number + 1);
            }
        }
    }

    @Test
    void broadcastReachesAHundredSessions() throws Exception {
        List<WireClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                clients.add(WireClient.open(Addresses.ws(base, "/broadcast")));
            }
            // A session counts once its handshake was answered and its onOpen has returned: its own echo shows that.
            for (WireClient client : clients) {
                client.ping("in");
            }
            for (WireClient client : clients) {
                assertThat(client.read().opcode()).isEqualTo(WireFrame.PONG);
            }
            clients.get(0).text("to all");
            for (WireClient client : clients) {
                assertThat(client.readText()).isEqualTo("to all");
            }
        } finally {
            for (WireClient client : clients) {
                client.drop();
            }
        }
    }
}
