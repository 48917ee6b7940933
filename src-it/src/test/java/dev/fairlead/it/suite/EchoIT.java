package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URL;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first thing to know of a target: does it speak WebSocket at all. */
@ExtendWith(ArquillianExtension.class)
class EchoIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("echo", Echo.class);
    }

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = 4 << 20)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = 4 << 20)
        public byte[] binary(byte[] message) {
            return message;
        }
    }

    private WireClient open() throws Exception {
        return WireClient.open(Addresses.ws(base, "/echo"));
    }

    @Test
    void handshakeIsAcceptedWithTheKeysDigest() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.answer().header("sec-websocket-accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.answer().header("upgrade")).isEqualToIgnoringCase("websocket");
            assertThat(client.answer().header("connection")).isEqualToIgnoringCase("upgrade");
        }
    }

    @Test
    void textIsReturned() throws Exception {
        try (WireClient client = open()) {
            assertThat(client.ask("Grüße, 世界 \uD83D\uDE00")).isEqualTo("Grüße, 世界 \uD83D\uDE00");
            assertThat(client.ask("")).isEmpty();
        }
    }

    @Test
    void binaryIsReturned() throws Exception {
        byte[] data = new byte[70_000];
        new Random(1).nextBytes(data);
        try (WireClient client = open()) {
            client.binary(data);
            assertThat(client.readBinary()).isEqualTo(data);
        }
    }

    @Test
    void messagesOfMoreThanOneMebibyteAreReturned() throws Exception {
        byte[] data = new byte[3 << 20];
        new Random(2).nextBytes(data);
        String text = "x".repeat(2 << 20);
        try (WireClient client = open()) {
            client.binary(data);
            assertThat(client.readBinary()).isEqualTo(data);
            assertThat(client.ask(text)).isEqualTo(text);
        }
    }

    @Test
    void fragmentsWithAPingBetweenThemAreOneMessage() throws Exception {
        try (WireClient client = open()) {
            client.send(false, 0, WireFrame.TEXT, "one ".getBytes());
            client.ping("between");
            client.send(false, 0, WireFrame.CONTINUATION, "two ".getBytes());
            client.send(true, 0, WireFrame.CONTINUATION, "three".getBytes());
            WireFrame pong = client.read();
            assertThat(pong.opcode()).isEqualTo(WireFrame.PONG);
            assertThat(pong.text()).isEqualTo("between");
            assertThat(client.readText()).isEqualTo("one two three");
        }
    }

    @Test
    void bytesThatComeWithTheHandshakeAreAMessage() throws Exception {
        var uri = Addresses.ws(base, "/echo");
        byte[] frame = WireClient.encode(true, 0, WireFrame.TEXT, "at once".getBytes());
        try (WireClient client = WireClient.openWith(uri, frame)) {
            assertThat(client.readText()).isEqualTo("at once");
        }
    }

    @Test
    void hundredMessagesInOneWriteComeBackInOrder() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            bytes.writeBytes(WireClient.encode(true, 0, WireFrame.TEXT, ("message " + i).getBytes()));
        }
        try (WireClient client = open()) {
            client.raw(bytes.toByteArray());
            for (int i = 0; i < 100; i++) {
                assertThat(client.readText()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void closeIsAnsweredWithItsCodeAndTheStreamEnds() throws Exception {
        try (WireClient client = open()) {
            client.close(1000, "done");
            assertThat(client.read().closeCode()).isEqualTo(1000);
            assertThat(client.readEof()).isTrue();
        }
    }
}
