package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolSendTest {
    static byte[] drain(Protocol protocol) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer[] buffers = protocol.output().take();
        for (ByteBuffer buffer : buffers) {
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            bytes.writeBytes(copy);
        }
        protocol.output().release(buffers);
        return bytes.toByteArray();
    }

    /** Lets a peer read what was sent. */
    static Events readBack(Role sender, byte[] bytes, Events events) {
        Protocol peer = new Protocol(sender == Role.CLIENT ? Role.SERVER : Role.CLIENT, ExtensionPipeline.EMPTY,
                BufferAllocator.UNPOOLED, events);
        peer.receive(ByteBuffer.wrap(bytes));
        return events;
    }

    @Test
    void serverWritesTheExampleOfTheRfc() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.sendText("Hello", true);
        assertThat(drain(protocol)).isEqualTo(Wire.bytes(0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f));
    }

    @Test
    void clientWritesTheExampleOfTheRfc() throws ProtocolException {
        Protocol protocol = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, Events.whole(),
                () -> 0x37fa213d);
        protocol.sendText("Hello", true);
        assertThat(drain(protocol)).isEqualTo(
                Wire.bytes(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58));
    }

    @ParameterizedTest
    @EnumSource
    void everySizeOfMessageComesBack(Role role) throws ProtocolException {
        for (int size : new int[] {0, 1, 41, 42, 43, 124, 125, 126, 127, 1023, 1024, 1025, 8191, 8192, 16383, 16384,
            65535, 65536, 100_000}) {
            Protocol protocol = ProtocolReceiveTest.protocol(role, Events.whole());
            byte[] data = new byte[size];
            new java.util.Random(size).nextBytes(data);
            protocol.sendText("\u20ac".repeat(size), true);
            protocol.sendText("x".repeat(size), true);
            protocol.sendBinary(ByteBuffer.wrap(data), true);
            protocol.sendPing(ByteBuffer.wrap(data, 0, Math.min(size, 125)));
            assertThat(protocol.sendClose(1000, "done")).isTrue();
            assertThat(protocol.output().size()).isEqualTo(protocol.output().appended());
            assertThat(readBack(role, drain(protocol), Events.whole()).log).containsExactly(
                    "text " + "\u20ac".repeat(size), "text " + "x".repeat(size),
                    "binary " + Events.hex(ByteBuffer.wrap(data)),
                    "reply pong " + Events.hex(ByteBuffer.wrap(data, 0, Math.min(size, 125))),
                    "ping " + Events.hex(ByteBuffer.wrap(data, 0, Math.min(size, 125))),
                    "reply close 1000", "end 1000 done");
            assertThat(protocol.output().size()).isZero();
        }
    }
}
