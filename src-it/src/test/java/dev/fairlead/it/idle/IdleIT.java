package dev.fairlead.it.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.tck.Setup;
import dev.fairlead.tck.Target;
import dev.fairlead.tck.TestServer;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session lives as long as both sides want: no container's timeout ends it. All targets wait at once. */
@Timeout(120)
class IdleIT {
    private static final Duration LONGER_THAN_ANY_CONTAINERS_TIMEOUT = Duration.ofSeconds(35);

    private static final Map<Target, TestServer> SERVERS = new EnumMap<>(Target.class);
    private static final Map<Target, WireClient> IDLE = new EnumMap<>(Target.class);
    private static final Map<Target, WireClient> BUSY = new EnumMap<>(Target.class);

    /** Returns what it gets. */
    @ServerEndpoint("/echo")
    public static class Echo {
        @OnMessage
        public String text(String message) {
            return message;
        }
    }

    @BeforeAll
    static void waitWithAllTargets() throws Exception {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "idle.war").addClasses(IdleIT.class, Echo.class);
        for (Target target : Target.values()) {
            TestServer server = new TestServer(Setup.fromProperties().withTarget(target));
            SERVERS.put(target, server);
            URI uri = URI.create("ws://127.0.0.1:" + server.deploy(war) + "/idle/echo");
            IDLE.put(target, WireClient.open(uri));
            BUSY.put(target, WireClient.open(uri));
        }
        await().pollInterval(Duration.ofSeconds(1)).during(LONGER_THAN_ANY_CONTAINERS_TIMEOUT)
                .atMost(Duration.ofSeconds(60)).until(() -> {
                    for (WireClient client : BUSY.values()) {
                        if (!client.ask("busy").equals("busy")) {
                            return false;
                        }
                    }
                    return true;
                });
    }

    @AfterAll
    static void stop() throws Exception {
        for (WireClient client : IDLE.values()) {
            client.drop();
        }
        for (WireClient client : BUSY.values()) {
            client.drop();
        }
        for (TestServer server : SERVERS.values()) {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void idleSessionOutlives35Seconds(Target target) throws Exception {
        assertThat(IDLE.get(target).ask("still there")).isEqualTo("still there");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void busySessionOutlives35Seconds(Target target) throws Exception {
        assertThat(BUSY.get(target).ask("still there")).isEqualTo("still there");
    }
}
