package dev.fairlead.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who writes, and who leaves it to others. */
@Timeout(60)
class WriterTest {
    private final MemoryTransport transport = new MemoryTransport();
    private final ConnectionRuntime runtime = new ConnectionRuntime(null);
    private final Protocol protocol =
            new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, new Peer(Role.SERVER, transport));
    private final SendLock lock = new SendLock();
    private final Writer writer = writer();

    private Writer writer() {
        // nobody listens: nothing is received
        Connection connection =
                new Connection(Role.SERVER, transport, ExtensionPipeline.EMPTY, null, runtime, Settings.DEFAULTS);
        SendState state = new SendState("x1");
        SendQueue queue = new SendQueue(runtime);
        SendOrder order = new SendOrder(lock, state, queue, protocol, () -> "ada");
        return new Writer(connection, lock, state, order, queue, new Pongs(protocol), transport, protocol.output());
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void aFlushThatMayBeLeftToOthersWaitsForNoLock() throws Exception {
        lock.lock();
        try {
            protocol.sendText("hello", true);
            CompletableFuture.runAsync(writer::flushUnlessLocked).get(10, TimeUnit.SECONDS);
            assertThat(transport.writes()).isEmpty();
        } finally {
            lock.unlock();
        }
        writer.flushUnlessLocked();
        assertThat(transport.writes()).hasSize(1);
    }
}
