package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Whose memory the output holds, and for how long. */
class OutputTest {
    private final CountingAllocator allocator = new CountingAllocator();
    private final Protocol server = new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, allocator, Events.whole());
    private final Protocol client = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, allocator, Events.whole());

    @Test
    void holdsNothingWhileItIsEmpty() throws ProtocolException {
        assertThat(server.output().take()).isEmpty();
        assertThat(allocator.acquired).isZero();
        server.sendText("a", true);
        server.sendBinary(ByteBuffer.wrap(new byte[100]), true);
        assertThat(allocator.lent).hasSize(1);
        ByteBuffer[] taken = server.output().take();
        assertThat(taken).hasSize(1);
        assertThat(server.output().size()).isZero();
        assertThat(server.output().take()).isEmpty();
        assertThat(allocator.lent).as("until they are written").hasSize(1);
        server.output().release(taken);
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void mayBeAppendedToWhileAWriteIsUnderWay() throws ProtocolException {
        server.sendText("a", true);
        ByteBuffer[] first = server.output().take();
        server.sendText("b", true);
        ByteBuffer[] second = server.output().take();
        assertThat(first[0]).isEqualTo(ByteBuffer.wrap(Wire.ofServer().text("a").toBytes()));
        assertThat(second[0]).isEqualTo(ByteBuffer.wrap(Wire.ofServer().text("b").toBytes()));
        server.output().release(second);
        server.output().release(first);
        assertThat(allocator.lent).isEmpty();
        assertThat(server.output().appended()).isEqualTo(6);
    }

    @Test
    void refersToLargePayloadsOfAServer() throws ProtocolException {
        byte[] large = new byte[100_000];
        ByteBuffer data = ByteBuffer.wrap(large, 10, 50_000);
        server.sendText("a", true);
        server.sendBinary(data, true);
        server.sendText("b", true);
        assertThat(data.position()).isEqualTo(10);
        assertThat(data.remaining()).isEqualTo(50_000);
        ByteBuffer[] taken = server.output().take();
        assertThat(taken).hasSize(3);
        assertThat(taken[1].array()).isSameAs(large);
        assertThat(taken[2].array()).as("the rest of the same chunk").isSameAs(taken[0].array());
        assertThat(allocator.acquired).isEqualTo(1);
        taken[1].get();
        assertThat(data.position()).as("a position of its own").isEqualTo(10);
        server.output().release(taken);
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void leavesThePayloadsOfApplicationsAsTheyAre() throws ProtocolException {
        byte[] data = new byte[100_000];
        client.sendBinary(ByteBuffer.wrap(data), true);
        client.sendPing(ByteBuffer.wrap(data, 0, 125));
        assertThat(data).containsOnly(0);
        ByteBuffer[] taken = client.output().take();
        for (ByteBuffer buffer : taken) {
            assertThat(buffer.array()).isNotSameAs(data);
        }
        client.output().release(taken);
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void takesDirectAndReadOnlyBuffers() throws ProtocolException {
        for (int size : new int[] {10, 20_000}) {
            ByteBuffer direct = ByteBuffer.allocateDirect(size + 3).position(2).limit(size + 2);
            for (int i = 0; i < size; i++) {
                direct.put(2 + i, (byte) (i * 7));
            }
            for (Protocol protocol : new Protocol[] {server, client}) {
                for (ByteBuffer data : new ByteBuffer[] {direct, direct.asReadOnlyBuffer()}) {
                    protocol.sendBinary(data, true);
                    assertThat(data.position()).isEqualTo(2);
                    Events events = ProtocolSendTest.readBack(protocol == client ? Role.CLIENT : Role.SERVER,
                            ProtocolSendTest.drain(protocol), Events.whole());
                    assertThat(events.log).containsExactly("binary " + Events.hex(direct));
                }
            }
        }
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void givesEverythingBackInTheEnd() throws ProtocolException {
        client.sendText("x".repeat(30_000), true);
        client.sendBinary(ByteBuffer.allocate(30_000), true);
        assertThat(allocator.lent).isNotEmpty();
        client.release();
        assertThat(allocator.lent).isEmpty();
        assertThat(client.output().size()).isZero();
    }
}
