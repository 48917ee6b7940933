package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.net.URI;
import java.net.URL;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whichever way a session ends, its endpoint is told once, with the right code, and as the last (specification section
 * 2.1.5). That it was once is looked at when all tests are over.
 */
@ExtendWith(ArquillianExtension.class)
class EndingIT {
    private static final String PREFIX = "ending-";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @ArquillianResource
    private URL base;

    private final String key = PREFIX + COUNT.incrementAndGet();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("ending", Map.of("fairlead.closeTimeout", "600"), EndingEndpoints.class, Notes.class);
    }

    @AfterAll
    static void nobodyWasToldMoreThanOnce() {
        assertThat(Notes.left(PREFIX)).isEmpty();
    }

    private URI uri(String query) {
        return Addresses.ws(base, "/ending/" + key + (query.isEmpty() ? "" : "?" + query));
    }

    private WireClient open() throws Exception {
        WireClient client = WireClient.open(uri(""));
        noted("open", "opened");
        return client;
    }

    private void noted(String... expected) {
        for (String each : expected) {
            assertThat(Notes.next(key)).isEqualTo(each);
        }
    }

    private static void answer(WireClient client, int code) throws Exception {
        WireFrame close = client.readClose();
        assertThat(close.closeCode()).isEqualTo(code);
        client.send(true, 0, WireFrame.CLOSE, close.payload());
        assertThat(client.readEof()).as("the server ends the stream").isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999})
    void peerCloses(int code) throws Exception {
        try (WireClient client = open()) {
            client.close(code, "bye");
            assertThat(client.readClose().closeCode()).isEqualTo(code);
            noted("closed " + code);
            assertThat(client.readEof()).isTrue();
        }
    }

    @Test
    void peerClosesWithoutACode() throws Exception {
        try (WireClient client = open()) {
            client.send(true, 0, WireFrame.CLOSE, new byte[0]);
            assertThat(client.readClose().closeCode()).isEqualTo(1005);
            noted("closed 1005");
        }
    }

    @ParameterizedTest
    @CsvSource({"close, 4001", "close-twice, 4001", "close-without-reason, 1000", "close-with-null, 1000",
        "close-elsewhere, 4001"})
    void applicationClosesFromAMessageHandler(String how, int code) throws Exception {
        try (WireClient client = open()) {
            client.text(how);
            noted("closed " + code);
            answer(client, code);
        }
    }

    @ParameterizedTest
    @CsvSource({"close, 4001", "close-twice, 4001", "close-elsewhere, 4001", "close-without-reason, 1000"})
    void applicationClosesInOnOpen(String how, int code) throws Exception {
        try (WireClient client = WireClient.open(uri(how))) {
            noted("open", "opened", "closed " + code);
            answer(client, code);
        }
    }

    @Test
    void twoThreadsCloseAtOnce() throws Exception {
        try (WireClient client = open()) {
            client.text("close-in-two-threads");
            int code = client.readClose().closeCode();
            assertThat(code).isBetween(4001, 4002);
            noted("closed " + code);
        }
    }

    @Test
    void bothEndsCloseAtOnce() throws Exception {
        try (WireClient client = open()) {
            client.text("close-elsewhere-meanwhile");
            client.close(4005, "");
            int code = client.readClose().closeCode();
            assertThat(code).as("the first one's").isIn(4001, 4005);
            noted("closed " + code);
            assertThat(client.readEof()).as("no second close frame").isTrue();
        }
    }

    @Test
    void closeOfThePeerBehindTheApplicationsIsNoNews() throws Exception {
        try (WireClient client = open()) {
            byte[] frame = WireClient.encode(true, 0, WireFrame.TEXT, "close".getBytes());
            client.raw(HexFormat.of().parseHex(HexFormat.of().formatHex(frame) + "8882000000000fa5"));
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            noted("closed 4001");
            assertThat(client.readEof()).as("no second close frame").isTrue();
        }
    }

    @Test
    void onCloseComesWhenTheHandlerThatClosedHasReturned() throws Exception {
        try (WireClient client = open()) {
            client.text("close-and-stay");
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            Notes.go(key);
            noted("left", "closed 4001");
        }
    }

    @Test
    void peerThatNeverAnswersIsLeft() throws Exception {
        try (WireClient client = open()) {
            client.text("close");
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            noted("closed 4001");
            assertThat(client.readEof()).as("after the close timeout").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "half-close", "half-close inside a frame", "drop"})
    void connectionIsLost(String how) throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            lose(client, how);
            noted("error SessionException", "closed 1006");
        }
    }

    private static void lose(WireClient client, String how) throws Exception {
        switch (how) {
            case "reset" -> client.reset();
            case "half-close" -> client.halfClose();
            case "drop" -> client.drop();
            default -> {
                client.raw(new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'a'});
                client.halfClose();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "half-close", "drop"})
    void connectionIsLostWhileTheEndpointIsBusy(String how) throws Exception {
        try (WireClient client = open()) {
            client.text("stay");
            noted("staying");
            lose(client, how);
            Notes.go(key);
            noted("left", "error SessionException", "closed 1006");
        }
    }

    @ParameterizedTest
    @CsvSource({"8380 00000000, 1002", "8182 00000000 c328, 1007", "81fe03e9 00000000, 1009"})
    void peerBreaksTheRules(String hex, int code) throws Exception {
        try (WireClient client = open()) {
            client.raw(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThat(client.readClose().closeCode()).isEqualTo(code);
            noted("error SessionException", "closed " + code);
            client.halfClose();
            assertThat(client.readEof()).isTrue();
        }
    }

    @Test
    void idleSessionIsClosedWithAFrameAndReportedAs1006() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("idle")).isEqualTo("idle");
            answer(client, 1001);
            noted("closed 1006");
        }
    }

    @Test
    void idlePeerThatNeverAnswersIsReportedAs1006() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("idle")).isEqualTo("idle");
            assertThat(client.readClose().closeCode()).isEqualTo(1001);
            noted("closed 1006");
            assertThat(client.readEof()).isTrue();
        }
    }

    @Test
    void exceptionsGoToOnErrorAndTheSessionStaysOpen() throws Exception {
        try (WireClient client = WireClient.open(uri("throw"))) {
            noted("open", "error IllegalStateException");
            assertThat(client.ask("after onOpen")).isEqualTo("after onOpen");
            client.text("throw");
            noted("error IllegalStateException");
            assertThat(client.ask("after onMessage")).isEqualTo("after onMessage");
            client.close(1000, "");
            noted("closed 1000");
        }
    }

    @Test
    void exceptionInOnCloseGoesToOnError() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("fail at the end")).isNotNull();
            client.close(4001, "");
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            noted("closed 4001", "error IllegalStateException");
        }
    }

    @Test
    void closeInOnCloseDoesNothing() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("end with a close")).isNotNull();
            client.close(4001, "");
            assertThat(client.readClose().closeCode()).isEqualTo(4001);
            noted("closed 4001");
            assertThat(client.readEof()).as("no second close frame").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close frame", "reset", "half-close", "drop"})
    void endWaitsForOnOpen(String how) throws Exception {
        byte[] close = WireClient.encode(true, 0, WireFrame.CLOSE, new byte[] {0xf, (byte) 0xa1});
        boolean polite = how.equals("close frame");
        try (WireClient client = WireClient.openWith(uri("stay"), polite ? close : new byte[0])) {
            noted("open", "staying");
            if (!polite) {
                lose(client, how);
            }
            Notes.go(key);
            noted("left", "opened");
            if (!polite) {
                noted("error SessionException");
            }
            noted("closed " + (polite ? 4001 : 1006));
        }
    }
}
