package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Under load, too, an endpoint is called by one thread at a time for each peer, in the order of the wire, and never before
 * its onOpen has returned (specification section 5.1).
 */
@ExtendWith(ArquillianExtension.class)
class LoadIT {
    private static final int SESSIONS = 16;
    private static final int MESSAGES = 150;
    private static final int BLOCKED = 6;

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("load", LoadEndpoints.class, Notes.class);
    }

    @Test
    void manySessionsAreEachServedInOrderByOneThreadAtATime() throws Exception {
        byte[] messages = numbered();
        List<CompletableFuture<Void>> talks = new ArrayList<>();
        for (int s = 0; s < SESSIONS; s++) {
            String key = "load-" + s;
            talks.add(CompletableFuture.runAsync(() -> talk(key, messages), task -> new Thread(task).start()));
        }
        for (CompletableFuture<Void> talk : talks) {
            talk.get(30, TimeUnit.SECONDS);
        }
        for (int s = 0; s < SESSIONS; s++) {
            assertThat(Notes.next("load-" + s)).isEqualTo("closed after " + MESSAGES);
        }
        assertThat(Notes.left("load-")).isEmpty();
    }

    /** Texts, binary messages and pongs by turns, and a close frame. */
    private static byte[] numbered() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < MESSAGES; i++) {
            byte[] number = ByteBuffer.allocate(4).putInt(i).array();
            all.writeBytes(switch (i % 3) {
                case 0 -> WireClient.encode(true, 0, WireFrame.TEXT, String.valueOf(i).getBytes());
                case 1 -> WireClient.encode(true, 0, WireFrame.BINARY, number);
                default -> WireClient.encode(true, 0, WireFrame.PONG, number);
            });
        }
        return all.toByteArray();
    }

    private void talk(String key, byte[] messages) {
        try (WireClient client = WireClient.openWith(Addresses.ws(base, "/load/" + key), messages)) {
            int answered = 0;
            int[] noise = new int[2];
            for (int i = 0; i < MESSAGES / 3 * 2 + 2 * LoadEndpoints.NOISE; i++) {
                WireFrame frame = client.read();
                if (frame.opcode() == WireFrame.TEXT && frame.text().startsWith("noise ")) {
                    String[] words = frame.text().split(" ");
                    assertThat(Integer.parseInt(words[2])).isEqualTo(noise[Integer.parseInt(words[1])]++);
                    continue;
                }
                int number = frame.opcode() == WireFrame.TEXT ? Integer.parseInt(frame.text())
                        : ByteBuffer.wrap(frame.payload()).getInt();
                assertThat(number).isEqualTo(answered / 2 * 3 + answered % 2);
                answered++;
            }
            assertThat(noise).containsExactly(LoadEndpoints.NOISE, LoadEndpoints.NOISE);
            client.close(1000, "");
            assertThat(client.readClose().closeCode()).isEqualTo(1000);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void partsOfAMessageComeInOrderWhateverIsBetweenThem() throws Exception {
        try (WireClient client = WireClient.open(Addresses.ws(base, "/parts"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 10; i++) {
                all.writeBytes(WireClient.encode(i == 9, 0, i == 0 ? WireFrame.TEXT : WireFrame.CONTINUATION,
                        String.valueOf(i).getBytes()));
                if (i == 4) {
                    all.writeBytes(WireClient.encode(true, 0, WireFrame.PING, "between".getBytes()));
                    all.writeBytes(WireClient.encode(true, 0, WireFrame.PONG, new byte[0]));
                }
            }
            client.raw(all.toByteArray());
            WireFrame pong = client.read();
            assertThat(pong.opcode()).isEqualTo(WireFrame.PONG);
            assertThat(pong.text()).isEqualTo("between");
            assertThat(client.readText()).isEqualTo("10 parts: 01234.56789");
        }
    }

    /** More endpoints than threads select block, on whichever thread they were called. */
    @Test
    void endpointsThatBlockHoldNobodyElseUp() throws Exception {
        List<WireClient> all = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * BLOCKED; i++) {
                all.add(WireClient.open(Addresses.ws(base, "/gate")));
            }
            List<WireClient> blocked = all.subList(0, BLOCKED);
            List<WireClient> others = all.subList(BLOCKED, 2 * BLOCKED);
            for (WireClient client : all) {
                assertThat(client.ask("warm")).isEqualTo("warm");
            }
            for (WireClient client : blocked) {
                assertThat(client.ask("wait")).isEqualTo("waiting");
            }
            for (int i = 0; i < 20; i++) {
                for (WireClient client : others) {
                    assertThat(client.ask("not held up")).isEqualTo("not held up");
                }
            }
            assertThat(others.get(0).ask("open")).isEqualTo("open");
            for (WireClient client : blocked) {
                assertThat(client.readText()).isEqualTo("wait");
                assertThat(client.ask("again")).isEqualTo("again");
            }
        } finally {
            for (WireClient client : all) {
                client.close();
            }
        }
    }
}
