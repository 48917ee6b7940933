package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts about idling and ending that containers get wrong by themselves. */
@ExtendWith(ArquillianExtension.class)
class FactsIT {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("facts", FactsEndpoints.class);
    }

    private WireClient open(String path) throws IOException {
        return WireClient.open(Addresses.ws(base, path));
    }

    @Test
    void closeFromAnotherThreadIsSeenByThePeerWithinASecond() throws Exception {
        try (WireClient client = open("/facts")) {
            client.readTimeout(1000);
            client.text("close from another thread");
            WireFrame close = client.readClose();
            assertThat(close.closeCode()).isEqualTo(1001);
            assertThat(close.closeReason()).isEqualTo("from another thread");
            client.close(1001, "");
            assertThat(client.readEof()).as("the stream ends, too").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"much and close", "much asynchronously and close"})
    void fiveMillionBytesBeforeACloseArriveWhole(String what) throws Exception {
        try (WireClient client = open("/facts")) {
            client.text(what);
            int received = 0;
            for (WireFrame frame = client.read(); frame.opcode() != WireFrame.CLOSE; frame = client.read()) {
                received += frame.payload().length;
            }
            assertThat(received).isEqualTo(FactsEndpoints.MUCH);
        }
    }

    @Test
    void peersThatAreGoneCostNoCpuAndEndTheirSessions() throws Exception {
        int peers = 20;
        try (WireClient observer = open("/facts")) {
            int closedBefore = Integer.parseInt(observer.ask("closed"));
            List<WireClient> gone = new ArrayList<>();
            for (String how : List.of("half-closed", "reset", "half-closed inside a frame")) {
                List<WireClient> clients = new ArrayList<>();
                for (int i = 0; i < peers; i++) {
                    WireClient client = open("/facts");
                    assertThat(client.ask("hello")).isEqualTo("hello");
                    clients.add(client);
                }
                for (WireClient client : clients) {
                    leave(client, how);
                }
                computesNothing(peers + " peers are gone: " + how);
                gone.addAll(clients);
                await(how).until(() -> Integer.parseInt(observer.ask("closed")) - closedBefore == gone.size());
            }
            for (WireClient client : gone) {
                client.drop();
            }
        }
    }

    private static void leave(WireClient client, String how) throws IOException {
        switch (how) {
            case "reset" -> client.reset();
            case "half-closed" -> client.halfClose();
            default -> {
                client.raw(new byte[] {(byte) 0x81, (byte) 0x85, 0, 0, 0, 0, 'a'});
                client.halfClose();
            }
        }
    }

    /** Waits for a while in which the process does next to nothing: a loop that spins doesn't let it come. */
    private static void computesNothing(String when) {
        await().pollDelay(Duration.ZERO).untilAsserted(() -> {
            long cpu = PROCESS.getProcessCpuTime();
            long start = System.nanoTime();
            await().pollDelay(Duration.ofMillis(400)).until(() -> true);
            double used = (double) (PROCESS.getProcessCpuTime() - cpu) / (System.nanoTime() - start);
            assertThat(used).as("cores in use while %s", when).isLessThan(0.5);
        });
    }

    @Test
    void readerThatIsBusyStopsThePeerAndCostsNoCpu() throws Exception {
        byte[] message = new byte[64 << 10];
        byte[] frame = WireClient.encode(true, 0, WireFrame.BINARY, message);
        int messages = 400;
        AtomicLong sent = new AtomicLong();
        try (WireClient client = open("/gate/busy"); WireClient keeper = open("/keeper/busy")) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < messages; i++) {
                        client.raw(frame);
                        sent.incrementAndGet();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(30)).until(new StandsStill(sent));
            assertThat(sent.get()).as("messages that fit in the buffers on the way").isLessThan(messages);
            computesNothing("nothing is read");
            assertThat(keeper.ask("how much")).isEqualTo("0");

            assertThat(keeper.ask("open")).isNotNull();
            sender.get(30, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(20)).until(() -> keeper.ask("how much")
                    .equals(String.valueOf((long) messages * message.length)));
        }
    }

    /** True while a number is what it was at the call before. */
    private static final class StandsStill implements Callable<Boolean> {
        private final AtomicLong number;
        private long last = -1;

        StandsStill(AtomicLong number) {
            this.number = number;
        }

        @Override
        public Boolean call() {
            long now = number.get();
            boolean still = now == last;
            last = now;
            return still;
        }
    }
}
