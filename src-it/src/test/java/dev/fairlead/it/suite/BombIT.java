package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.DeflateStreams;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little that stands for much: it is stopped at the limit of a message, and the server goes on. */
@ExtendWith(ArquillianExtension.class)
class BombIT {
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
    private static final int RSV1 = 4;
    /** More than the test's JVM has memory for, if only a few of them were inflated. */
    private static final int MIB = 256;
    private static final byte[] BOMB = bomb();

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("bombs", Echo.class);
    }

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage(maxMessageSize = 1 << 20)
        public String text(String message) {
            return message;
        }

        @OnMessage(maxMessageSize = 1 << 20)
        public byte[] binary(byte[] message) {
            return message;
        }

        @OnError
        public void error(Session session, Throwable error) {
            // expected here; the close code tells the rest
        }
    }

    /** Zeros, a MiB at a time: the second and all after it are compressed to the same. */
    private static byte[] bomb() {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try (DeflateStreams streams = new DeflateStreams()) {
            byte[] tail = {0, 0, (byte) 0xFF, (byte) 0xFF};
            byte[] piece = {};
            for (int i = 0; i < MIB; i++) {
                piece = i < 2 ? streams.deflate(new byte[1 << 20]) : piece;
                payload.writeBytes(piece);
                payload.writeBytes(tail);
            }
        }
        return Arrays.copyOf(payload.toByteArray(), payload.size() - 4);
    }

    @Test
    void manyCompressedOnesAtOnceEndWith1009() throws Exception {
        assertThat(BOMB.length).isLessThan(MIB << 11);
        List<WireClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                clients.add(WireClient.open(Addresses.ws(base, "/echo"), DEFLATE));
                clients.get(i).send(true, RSV1, i % 2 == 0 ? WireFrame.BINARY : WireFrame.TEXT, BOMB);
            }
            for (WireClient client : clients) {
                assertThat(client.readClose().closeCode()).isEqualTo(1009);
            }
        } finally {
            for (WireClient client : clients) {
                client.close();
            }
        }
        theServerGoesOn();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5000})
    void oneInFragmentsEndsWith1009(int size) throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"), DEFLATE)) {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int from = 0; from < BOMB.length / 8; from += size) {
                frames.writeBytes(WireClient.encode(false, from == 0 ? RSV1 : 0,
                        from == 0 ? WireFrame.BINARY : WireFrame.CONTINUATION,
                        Arrays.copyOfRange(BOMB, from, from + size)));
            }
            client.raw(frames.toByteArray());
            assertThat(client.readClose().closeCode()).isEqualTo(1009);
        }
        theServerGoesOn();
    }

    @Test
    void fragmentsWithoutPayloadTakeNothing() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"), DEFLATE)) {
            client.send(false, 0, WireFrame.TEXT, new byte[] {'a'});
            byte[] empty = WireClient.encode(false, 0, WireFrame.CONTINUATION, new byte[0]);
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < 5_000; i++) {
                frames.writeBytes(empty);
            }
            client.raw(frames.toByteArray());
            client.send(true, 0, WireFrame.CONTINUATION, new byte[] {'b'});
            assertThat(client.readText()).isEqualTo("ab");
        }
    }

    private void theServerGoesOn() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/echo"))) {
            assertThat(client.ask("still here")).isEqualTo("still here");
        }
    }
}
