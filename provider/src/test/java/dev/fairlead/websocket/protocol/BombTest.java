package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Little that claims to be much: it is stopped at the limit, and costs no more memory than the limit allows. */
class BombTest {
    private static final int MIB = 1 << 20;
    private static final long INFLATED = 256L * MIB;
    private static final byte[] BOMB = TestCodecs.bomb(INFLATED);

    /** How many bytes a task makes this thread allocate. */
    private static long allocated(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        task.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Protocol client(Engine engine, ProtocolListener listener) {
        NegotiatedExtension deflate = TestCodecs.extension(engine.ordinal(), 15, true);
        return new Protocol(Role.CLIENT, new ExtensionPipeline(List.of(deflate)), BufferAllocator.UNPOOLED, listener);
    }

    /** The bomb as one message in frames of so many bytes. */
    private static byte[] frames(byte[] bomb, int size) {
        Wire wire = Wire.ofServer();
        for (int from = 0; from < bomb.length; from += size) {
            int to = Math.min(bomb.length, from + size);
            int flags = (to == bomb.length ? 0x80 : 0) | (from == 0 ? Frame.RSV1 | Opcode.BINARY.code() : 0);
            wire.frame(flags, Arrays.copyOfRange(bomb, from, to));
        }
        return wire.toBytes();
    }

    @Test
    void theBombIsSmall() {
        assertThat((long) BOMB.length).isLessThan(INFLATED / 1000);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatInflatesToMuchIsStoppedAtTheLimit(Engine engine) {
        Events events = Events.whole().limit(MIB);
        byte[] wire = frames(BOMB, BOMB.length);
        // what the engine makes once is not what is measured
        client(engine, Events.whole()).receive(ByteBuffer.wrap(Wire.ofServer().frame(0xC2, new byte[1]).toBytes()));
        assertThat(allocated(() -> client(engine, events).receive(ByteBuffer.wrap(wire)))).isLessThan(6L * MIB);
        assertThat(events.log).containsExactly("reply close 1009", "end 1009 failed");
        assertThat(events.failure).hasMessageContaining("maxBinaryMessageSize");
    }

    @ParameterizedTest
    @EnumSource
    void manyFragmentsOfItAreStoppedAtTheLimit(Engine engine) {
        for (int size : new int[] {1, 10, 1000}) {
            Events events = Events.whole().limit(MIB);
            byte[] wire = frames(BOMB, size);
            Protocol client = client(engine, events);
            // each byte may make a thousand: a result of that size for each, and the message that grows
            assertThat(allocated(() -> client.receive(ByteBuffer.wrap(wire)))).isLessThan(12L * MIB);
            assertThat(events.log).containsExactly("reply close 1009", "end 1009 failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSmallLimitCostsLittle(Engine engine) {
        Events events = Events.whole().limit(100);
        Protocol client = client(engine, events);
        byte[] wire = frames(BOMB, BOMB.length);
        assertThat(allocated(() -> client.receive(ByteBuffer.wrap(wire)))).isLessThan(MIB);
        assertThat(events.log).containsExactly("reply close 1009", "end 1009 failed");
    }

    @ParameterizedTest
    @EnumSource
    void whoTakesItInPartsIsGivenBoundedParts(Engine engine) {
        long[] sizes = new long[2];
        Events events = new Events() {
            @Override
            public void onBinary(ByteBuffer data, boolean last) {
                sizes[0] += data.remaining();
                sizes[1] = Math.max(sizes[1], data.remaining());
            }
        };
        events.parts = true;
        byte[] bomb = TestCodecs.bomb(64L * MIB);
        client(engine, events).receive(ByteBuffer.wrap(frames(bomb, bomb.length)));
        assertThat(sizes[0]).isEqualTo(64L * MIB);
        assertThat(sizes[1]).isLessThan(9L * MIB);
    }

    @Test
    void framesWithoutPayloadCostNothing() {
        for (Events events : List.of(Events.whole().limit(10), Events.inParts())) {
            Protocol client = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, events);
            byte[] begin = Wire.ofServer().frame(false, Opcode.BINARY, new byte[3]).toBytes();
            byte[] empty = Wire.ofServer().frame(false, Opcode.CONTINUATION, new byte[0]).toBytes();
            client.receive(ByteBuffer.wrap(begin));
            ByteBuffer frame = ByteBuffer.wrap(empty);
            events.log.clear();
            assertThat(allocated(() -> {
                for (int i = 0; i < 100_000; i++) {
                    client.receive(frame.rewind());
                    events.log.clear();
                }
            })).isLessThan(events.parts ? 40L * MIB : 64_000);
            assertThat(client.isReceivingEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressedFramesWithoutPayloadHoldNothing(Engine engine) {
        Events events = Events.whole().limit(10);
        Protocol client = client(engine, events);
        client.receive(ByteBuffer.wrap(Wire.ofServer().frame(Frame.RSV1 | Opcode.TEXT.code(), new byte[0]).toBytes()));
        ByteBuffer frame = ByteBuffer.wrap(Wire.ofServer().frame(false, Opcode.CONTINUATION, new byte[0]).toBytes());
        for (int i = 0; i < 10_000; i++) {
            client.receive(frame.rewind());
        }
        client.receive(ByteBuffer.wrap(Wire.ofServer().frame(true, Opcode.CONTINUATION,
                Wire.bytes(0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0)).toBytes()));
        assertThat(events.log).containsExactly("text Hello");
    }

    @Test
    void anAnnouncedLengthTakesNoMemory() {
        for (int options = 0; options < 3; options++) {
            Events events = options == 2 ? Events.inParts() : Events.whole().limit(Integer.MAX_VALUE - 8);
            ExtensionPipeline pipeline = options == 1
                    ? new ExtensionPipeline(List.of(TestCodecs.extension(0, 15, true))) : ExtensionPipeline.EMPTY;
            Protocol client = new Protocol(Role.CLIENT, pipeline, BufferAllocator.UNPOOLED, events);
            byte[] wire = Wire.ofServer().header(0x82, 2_000_000_000).payload(new byte[10]).toBytes();
            assertThat(allocated(() -> client.receive(ByteBuffer.wrap(wire)))).isLessThan(256_000);
            assertThat(client.isReceivingEnded()).isFalse();
        }
    }
}
