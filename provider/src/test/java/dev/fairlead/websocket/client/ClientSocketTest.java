package dev.fairlead.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;

class ClientSocketTest {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final SelectorLoop loop = new SelectorLoop("client-socket-test", Duration.ofMinutes(1), scheduler);
    private final CompletableFuture<IOException> dropped = new CompletableFuture<>();
    private final ReadyHandler handler = new ReadyHandler() {
        @Override
        public void onReady(int operations) {
            // a socket that isn't connected is ready for everything
        }

        @Override
        public void onDropped(IOException why) {
            dropped.complete(why);
        }
    };

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    /** The selector is closed first and its keys are cancelled then: both can be met. */
    @RepeatedTest(100)
    void canBeArmedWhileItsLoopEnds() throws Exception {
        ClientSocket socket = ClientSocket.open(loop, handler);
        CompletableFuture<Void> arming = Background.run(() -> {
            for (int afterTheEnd = 0; afterTheEnd < 1000; afterTheEnd += dropped.isDone() ? 1 : 0) {
                socket.arm(SelectionKey.OP_READ);
            }
            return null;
        });

        loop.close();

        assertThat(dropped.get(10, TimeUnit.SECONDS)).hasMessage("the client was closed");
        arming.get(10, TimeUnit.SECONDS);
        socket.close();
    }
}
