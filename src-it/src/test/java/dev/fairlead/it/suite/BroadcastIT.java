package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.DeflateStreams;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One message to many sessions, compressed and not, fast and slow. */
@ExtendWith(ArquillianExtension.class)
class BroadcastIT {
    private static final int RSV1 = 4;

    private final List<Receiver> receivers = new ArrayList<>();

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("broadcast", BroadcastEndpoints.class);
    }

    /** A client that keeps its inflater from message to message. */
    private record Receiver(WireClient client, DeflateStreams streams, boolean takeover) {
        String next() throws Exception {
            WireFrame frame = client.read();
            assertThat(frame.fin()).isTrue();
            if (frame.rsv() == 0) {
                return new String(frame.payload(), StandardCharsets.UTF_8);
            }
            assertThat(frame.rsv()).isEqualTo(RSV1);
            if (!takeover) {
                streams.forgetReceived();
            }
            return new String(streams.inflate(frame.payload()), StandardCharsets.UTF_8);
        }
    }

    private Receiver open(String path, String offer) throws Exception {
        WireClient client = offer == null ? WireClient.open(Addresses.ws(base, path))
                : WireClient.open(Addresses.ws(base, path), "Sec-WebSocket-Extensions: permessage-deflate" + offer);
        boolean takeover = offer == null || !offer.contains("server_no_context_takeover");
        Receiver receiver = new Receiver(client, new DeflateStreams(), takeover);
        receivers.add(receiver);
        return receiver;
    }

    /** Until all have been opened: a session counts when its onOpen has returned, as its answer to a ping shows. */
    private void settle() throws Exception {
        for (Receiver receiver : receivers) {
            receiver.client.ping("in");
        }
        for (Receiver receiver : receivers) {
            assertThat(receiver.client.read().opcode()).isEqualTo(WireFrame.PONG);
        }
    }

    @AfterEach
    void drop() throws Exception {
        for (Receiver receiver : receivers) {
            receiver.client.drop();
            receiver.streams.close();
        }
    }

    @Test
    void reachesManySessionsHoweverTheyCompress() throws Exception {
        String[] offers = {null, "", "; server_max_window_bits=9", "; server_max_window_bits=15",
            "; server_no_context_takeover", null, "; server_max_window_bits=10; server_no_context_takeover"};
        for (int i = 0; i < 105; i++) {
            open("/all", offers[i % offers.length]);
        }
        settle();
        for (int i = 0; i < 4; i++) {
            String text = "{\"round\":" + i + ",\"text\":\"" + "caf\u00e9 and more of it, ".repeat(1 << 2 * i) + "\"}";
            receivers.get(i).client.text("say " + text);
            receivers.get(i + 1).client.text("own " + text);
            for (Receiver receiver : receivers.subList(0, i + 1)) {
                assertThat(receiver.next()).isEqualTo(text);
            }
            // two senders: in any order
            assertThat(receivers.get(i + 1).next()).isEqualTo(text);
            assertThat(receivers.get(i + 1).next()).isEqualTo(text);
            for (Receiver receiver : receivers.subList(i + 2, receivers.size())) {
                assertThat(receiver.next()).isEqualTo(text);
            }
        }
        receivers.get(0).client.text("binary last");
        for (Receiver receiver : receivers) {
            assertThat(receiver.next()).isEqualTo("last");
        }
    }

    @Test
    void receiversOfTheSameComeToShareAHistory() throws Exception {
        String[] offers = {"", "; server_max_window_bits=12", "; server_max_window_bits=9", null, "; server_no_context_takeover"};
        for (String offer : offers) {
            open("/all", offer);
        }
        settle();
        receivers.get(0).client.text("own this history is somebody's alone");
        receivers.get(0).next();
        for (int i = 0; i < 40; i++) {
            String text = "tick " + i + " " + "{\"symbol\":\"EUR\",\"price\":108.71,\"volume\":12000},".repeat(4);
            receivers.get(3).client.text("say " + text);
            for (Receiver receiver : receivers) {
                assertThat(receiver.next()).isEqualTo(text);
            }
        }
        receivers.get(1).client.text("own and now for you alone");
        assertThat(receivers.get(1).next()).isEqualTo("and now for you alone");
        receivers.get(3).client.text("say to all again");
        for (Receiver receiver : receivers) {
            assertThat(receiver.next()).isEqualTo("to all again");
        }
    }

    @Test
    void objectIsEncodedForAll() throws Exception {
        open("/all", "");
        open("/all", null);
        settle();
        receivers.get(0).client.text("object world");
        for (Receiver receiver : receivers) {
            assertThat(receiver.next()).isEqualTo("hello world, once");
        }
    }

    @Test
    void comesInOrderWithTheSessionsOtherSends() throws Exception {
        Receiver one = open("/all", "");
        Receiver other = open("/all", null);
        settle();
        one.client.text("order ");
        for (int i = 0; i < 30; i++) {
            assertThat(one.next()).isEqualTo(Integer.toString(i));
        }
        for (int i = 1; i < 30; i += 3) {
            assertThat(other.next()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void waitsForTheEndOfAMessageInParts() throws Exception {
        Receiver one = open("/all", null);
        Receiver other = open("/all", null);
        settle();
        one.client.text("middle ");
        assertThat(one.client.readText()).isEqualTo("begun, waiting, ended");
        assertThat(one.client.readText()).isEqualTo("to all");
        assertThat(one.client.readText()).isEqualTo("sent 2, pending 0, closed 0, failed 0");
        assertThat(other.client.readText()).isEqualTo("to all");
    }

    @Test
    void twoAtOnceAreNeverMixed() throws Exception {
        for (int i = 0; i < 4; i++) {
            open("/all", i % 2 == 0 ? "" : null);
        }
        settle();
        receivers.get(0).client.text("threads ");
        for (Receiver receiver : receivers) {
            int[] next = new int[2];
            for (int i = 0; i < 100; i++) {
                String[] words = receiver.next().split(" ");
                assertThat(Integer.parseInt(words[1])).isEqualTo(next[words[0].equals("a") ? 0 : 1]++);
            }
        }
    }

    @Test
    void closedSessionsArePassedOver() throws Exception {
        for (int i = 0; i < 5; i++) {
            open("/all", null);
        }
        settle();
        receivers.get(0).client.text("close ");
        assertThat(receivers.get(0).next()).isEqualTo("who is left");
        assertThat(receivers.get(0).next()).isEqualTo("sent 1, pending 0, closed 4, failed 0");
        for (Receiver receiver : receivers.subList(1, 5)) {
            assertThat(receiver.client.readClose().closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void wrappedSessionIsSentToByItsOwnRemote() throws Exception {
        Receiver one = open("/all", null);
        one.client.text("wrapped ");
        assertThat(one.next()).isEqualTo("hi");
        assertThat(one.next()).isEqualTo("sent 1, pending 0, closed 0, failed 0");
    }

    @ParameterizedTest
    @CsvSource({"block, open", "fail, open", "close, closed"})
    void slowSessionIsDealtWithAloneAndNobodyWaits(String policy, String state) throws Exception {
        Receiver teller = open("/flood/" + policy, null);
        receivers.add(new Receiver(WireClient.openNarrow(Addresses.ws(base, "/flood/" + policy)), new DeflateStreams(), true));
        settle();
        teller.client.text("go");
        assertThat(teller.next()).contains("is slow").contains("fairlead.sendQueueSize");
        assertThat(teller.next()).isEqualTo(state);
    }
}
