package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** An application that is undeployed closes its sessions with 1001 (specification section 2.1.5). */
class ShutdownIT {
    private static WebArchive war() {
        return Wars.war("shutdown", Map.of("fairlead.closeTimeout", "1000"), EndingEndpoints.class, Notes.class);
    }

    private static WireClient open(int port, String key) throws Exception {
        WireClient client = WireClient.open(URI.create("ws://127.0.0.1:" + port + "/shutdown/ending/" + key));
        noted(key, "open", "opened");
        return client;
    }

    private static void noted(String key, String... expected) {
        for (String each : expected) {
            assertThat(Notes.next(key)).isEqualTo(each);
        }
    }

    @Test
    void everySessionIsClosedAs1001AndToldOnceBeforeTheApplicationIsGone() throws Exception {
        try (TestServer server = new TestServer(Setup.fromProperties())) {
            int port = server.deploy(war());
            try (WireClient polite = open(port, "shutdown-polite"); WireClient mute = open(port, "shutdown-mute");
                    WireClient busy = open(port, "shutdown-busy"); WireClient left = open(port, "shutdown-left")) {
                busy.text("stay");
                noted("shutdown-busy", "staying");
                left.text("close");
                noted("shutdown-left", "closed 4001");
                CompletableFuture<Void> stopping = CompletableFuture.runAsync(() -> undeploy(server));

                assertThat(polite.readClose().closeCode()).isEqualTo(1001);
                polite.close(1001, "");
                noted("shutdown-polite", "closed 1001");
                assertThat(busy.readClose().closeCode()).isEqualTo(1001);
                busy.close(1001, "");
                Notes.go("shutdown-busy");
                noted("shutdown-busy", "left", "closed 1001");
                assertThat(mute.readClose().closeCode()).isEqualTo(1001);
                noted("shutdown-mute", "closed 1001");
                assertThat(mute.readEof()).as("after the close timeout").isTrue();
                stopping.get(20, TimeUnit.SECONDS);
            }
            assertThatThrownBy(() -> open(port, "shutdown-late")).isInstanceOf(Exception.class);
        }
        assertThat(Notes.left("shutdown-")).isEmpty();
    }

    private static void undeploy(TestServer server) {
        try {
            server.undeploy("/shutdown");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
