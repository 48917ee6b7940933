package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionRuntimeTest {
    @Test
    void hasATimerThreadOnlyWhileThereAreTimers() throws Exception {
        try (ConnectionRuntime runtime = new ConnectionRuntime(Runnable::run)) {
            Thread timer = runtime.scheduler().schedule(Thread::currentThread, 0, TimeUnit.SECONDS).get();
            await().atMost(Duration.ofSeconds(20)).until(() -> !timer.isAlive());
            assertThat(runtime.scheduler().schedule(() -> "again", 10, TimeUnit.MILLISECONDS).get()).isEqualTo("again");
        }
    }
}
