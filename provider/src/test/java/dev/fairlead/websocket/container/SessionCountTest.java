package dev.fairlead.websocket.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionCountTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final SessionCount count = new SessionCount();

    @Test
    void waitsForAHandshakeToEnd() throws Exception {
        SessionCount.Handshake first = count.handshakeBegins(LONG);
        SessionCount.Handshake second = count.handshakeBegins(LONG);
        Thread waiting = new Thread(() -> count.awaitNone(LONG));
        waiting.start();
        count.handshakeEnded(first);
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        count.handshakeEnded(second);
        waiting.join();
    }

    @Test
    void givesAHandshakeUpThatNeverBecomesASession() {
        count.handshakeBegins(Duration.ofMillis(1));
        count.handshakeBegins(Duration.ofMillis(2));
        count.awaitNone(LONG);
        assertThat(count.handshakes()).isZero();
    }

    @Test
    void keepsNoHandshakesThatWereGivenUp() {
        for (int i = 0; i < 100; i++) {
            count.handshakeBegins(Duration.ZERO);
        }
        assertThat(count.handshakes()).isEqualTo(1);
    }

    @Test
    void waitsNoLongerThanItMay() {
        count.handshakeBegins(LONG);
        count.awaitNone(Duration.ofMillis(1));
        assertThat(count.handshakes()).isEqualTo(1);
    }
}
