package dev.fairlead.it.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fairlead.it.wire.WireClient;
import dev.fairlead.it.wire.WireFrame;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The idle timeout: what counts as activity, where it is set, and how it is switched off. */
@ExtendWith(ArquillianExtension.class)
class IdleTimeoutIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.war("idle-timeout", Idling.class);
    }

    /** Sets its own idle timeout, and that of its container. */
    @ServerEndpoint("/idling")
    public static class Idling {
        @OnMessage
        public String on(String what, Session session) {
            String[] words = what.split(" ");
            switch (words[0]) {
                case "session" -> {
                    for (int i = 1; i < words.length; i++) {
                        session.setMaxIdleTimeout(Long.parseLong(words[i]));
                    }
                }
                case "container" -> session.getContainer().setDefaultMaxSessionIdleTimeout(Long.parseLong(words[1]));
                default -> {
                    // only asks
                }
            }
            return session.getMaxIdleTimeout() + " " + session.getContainer().getDefaultMaxSessionIdleTimeout();
        }
    }

    private WireClient open() throws Exception {
        return WireClient.open(Addresses.ws(base, "/idling"));
    }

    @Test
    void pingsAndPongsAreActivityAndZeroOrLessIsOff() throws Exception {
        try (WireClient pinging = open(); WireClient ponging = open(); WireClient off = open(); WireClient below = open()) {
            assertThat(pinging.ask("session 1500")).isEqualTo("1500 0");
            assertThat(ponging.ask("session 1500")).isEqualTo("1500 0");
            assertThat(off.ask("session 100 0")).isEqualTo("0 0");
            assertThat(below.ask("session 100 -1")).isEqualTo("-1 0");
            AtomicInteger beats = new AtomicInteger();
            await().pollInterval(Duration.ofMillis(150)).until(() -> {
                pinging.ping("");
                ponging.send(true, 0, WireFrame.PONG, new byte[0]);
                return beats.incrementAndGet() == 12;
            });
            for (int i = 0; i < beats.get(); i++) {
                assertThat(pinging.read().opcode()).isEqualTo(WireFrame.PONG);
            }
            assertThat(pinging.ask("alive?")).isEqualTo("1500 0");
            assertThat(ponging.ask("alive?")).isEqualTo("1500 0");
            assertThat(off.ask("alive?")).isEqualTo("0 0");
            assertThat(below.ask("alive?")).isEqualTo("-1 0");
        }
    }

    @Test
    void containersTimeoutHoldsForSessionsThatAreOpenedLater() throws Exception {
        try (WireClient before = open()) {
            assertThat(before.ask("container 300")).isEqualTo("0 300");
            try (WireClient after = open()) {
                assertThat(after.readClose().closeCode()).isEqualTo(1001);
            }
            assertThat(before.ask("container 0")).isEqualTo("0 0");
        }
    }
}
