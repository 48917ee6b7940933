package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            new Random(size).nextBytes(data);
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

    @ParameterizedTest
    @EnumSource
    void sendsMessagesInParts(Role role) throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(role, Events.whole());
        protocol.sendText("a", false);
        protocol.sendPing(ByteBuffer.allocate(0));
        protocol.sendText("", false);
        protocol.sendText("b\ud83d", false);
        protocol.sendText("\ude00", true);
        protocol.sendBinary(ByteBuffer.wrap(Wire.bytes(1)), false);
        protocol.sendBinary(ByteBuffer.wrap(Wire.bytes(2)), true);
        byte[] bytes = drain(protocol);
        assertThat(readBack(role, bytes.clone(), Events.inParts()).log).containsExactly("text a ...", "reply pong ",
                "ping ", "text  ...", "text b ...", "text \ud83d\ude00", "binary 01 ...", "binary 02");
        assertThat(readBack(role, bytes, Events.whole()).log).containsExactly("reply pong ",
                "ping ", "text ab\ud83d\ude00", "binary 0102");
    }

    @Test
    void sendsAQuestionMarkForHalfAPair() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.sendText("a\ud83db", true);
        protocol.sendText("a\ud83d", true);
        protocol.sendText("x".repeat(1000) + "\ude00", true);
        assertThat(readBack(Role.SERVER, drain(protocol), Events.whole()).log)
                .containsExactly("text a?b", "text a?", "text " + "x".repeat(1000) + "?");
    }

    @Test
    void refusesToMixMessages() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.sendText("a", false);
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendBinary(ByteBuffer.allocate(1), true))
                .withMessageContaining("TEXT").withMessageContaining("BINARY");
        protocol.sendText("b", true);
        protocol.sendBinary(ByteBuffer.allocate(1), false);
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendText("c", true));
        protocol.sendBinary(ByteBuffer.allocate(1), true);
        assertThat(readBack(Role.SERVER, drain(protocol), Events.whole()).log)
                .containsExactly("text ab", "binary 0000");
    }

    @Test
    void masksEachFrameOfAClientWithAnotherKey() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.CLIENT, Events.whole());
        Set<Integer> keys = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            protocol.sendText("", true);
            keys.add(ByteBuffer.wrap(drain(protocol)).getInt(2));
        }
        assertThat(keys).hasSizeGreaterThan(95);
    }

    @Test
    void refusesLongControlFrames() {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        assertThatIllegalArgumentException().isThrownBy(() -> protocol.sendPing(ByteBuffer.allocate(126)))
                .withMessageContaining("125");
        assertThatIllegalArgumentException().isThrownBy(() -> protocol.sendPong(ByteBuffer.allocate(126)));
        assertThatIllegalArgumentException().isThrownBy(() -> protocol.sendClose(1000, "\u20ac".repeat(42)))
                .withMessageContaining("126").withMessageContaining("123");
        assertThat(protocol.output().appended()).isZero();
        assertThat(protocol.isCloseSent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 999, 1004, 1006, 1015, 2999, 5000, 65536 + 1000})
    void refusesCloseCodesThatMayNotBeSent(int code) {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        assertThatIllegalArgumentException().isThrownBy(() -> protocol.sendClose(code, ""))
                .withMessageContaining(String.valueOf(code));
        assertThat(protocol.isCloseSent()).isFalse();
    }

    @Test
    void sendsACloseFrameWithoutACode() {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        assertThatIllegalArgumentException().isThrownBy(() -> protocol.sendClose(1005, "why"));
        assertThat(protocol.sendClose(1005, "")).isTrue();
        assertThat(drain(protocol)).containsExactly(0x88, 0);
    }

    @Test
    void sendsNothingAfterACloseFrame() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.sendText("a", false);
        assertThat(protocol.sendClose(1000, "")).isTrue();
        assertThat(protocol.isCloseSent()).isTrue();
        long appended = protocol.output().appended();
        assertThat(protocol.sendClose(1001, "again")).isFalse();
        protocol.send(new Reply(Opcode.PONG, ByteBuffer.allocate(1)));
        protocol.send(new Reply(Opcode.CLOSE, ByteBuffer.allocate(0)));
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendText("b", true)).withMessageContaining("close");
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendBinary(ByteBuffer.allocate(1), true));
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendPing(ByteBuffer.allocate(1)));
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendPong(ByteBuffer.allocate(1)));
        assertThat(protocol.output().appended()).isEqualTo(appended);
    }

    @Test
    void sendsWhatTheReceivingSideDemands() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.send(new Reply(Opcode.PONG, ByteBuffer.wrap(Wire.bytes(1, 2))));
        protocol.send(new Reply(Opcode.CLOSE, ByteBuffer.wrap(Wire.bytes(3, 0xE8))));
        assertThat(protocol.isCloseSent()).isTrue();
        assertThat(drain(protocol)).isEqualTo(Wire.bytes(0x8A, 2, 1, 2, 0x88, 2, 3, 0xE8));
    }

    @ParameterizedTest
    @EnumSource
    void aSharedFrameComesBackOfEverySize(Role role) throws ProtocolException {
        for (int size : new int[] {0, 1, 125, 126, 255, 256, 65535, 65536}) {
            Protocol protocol = ProtocolReceiveTest.protocol(role, Events.whole());
            byte[] data = new byte[size];
            new Random(size).nextBytes(data);
            SharedFrame shared = SharedFrame.binary(ByteBuffer.wrap(data));
            protocol.sendShared(shared);
            protocol.sendText("between", true);
            protocol.sendShared(shared);
            protocol.sendShared(SharedFrame.text("x".repeat(size)));
            assertThat(protocol.output().size()).isEqualTo(protocol.output().appended());
            String binary = "binary " + Events.hex(ByteBuffer.wrap(data));
            assertThat(readBack(role, drain(protocol), Events.whole()).log)
                    .containsExactly(binary, "text between", binary, "text " + "x".repeat(size));
        }
    }

    @Test
    void serversReferToOneSharedFrame() throws ProtocolException {
        SharedFrame shared = SharedFrame.text("x".repeat(300));
        byte[] bytes = shared.wire().array();
        for (int i = 0; i < 3; i++) {
            Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
            protocol.sendShared(shared);
            protocol.sendShared(shared);
            ByteBuffer[] buffers = protocol.output().take();
            assertThat(buffers).hasSize(2).allSatisfy(buffer -> assertThat(buffer.array()).isSameAs(bytes));
            protocol.output().release(buffers);
        }
    }

    @Test
    void smallSharedFramesThatWaitAreCollected() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        SharedFrame shared = SharedFrame.text("tick");
        for (int i = 0; i < 500; i++) {
            protocol.sendShared(shared);
        }
        assertThat(protocol.output().take()).hasSize(2);
    }

    @Test
    void clientsMaskEachForItself() throws ProtocolException {
        SharedFrame shared = SharedFrame.text("Hello");
        Protocol rfc = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, Events.whole(),
                () -> 0x37fa213d);
        Protocol other = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, Events.whole(),
                () -> 0);
        rfc.sendShared(shared);
        other.sendShared(shared);
        assertThat(drain(rfc)).isEqualTo(
                Wire.bytes(0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58));
        assertThat(drain(other)).endsWith(Wire.bytes(0x48, 0x65, 0x6c, 0x6c, 0x6f));
    }

    @Test
    void aSharedFrameIsNoPartOfAnotherMessageAndDoesNotFollowAClose() throws ProtocolException {
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, Events.whole());
        protocol.sendText("begun", false);
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendShared(SharedFrame.text("x")))
                .withMessageContaining("TEXT message has been begun");
        protocol.sendClose(1000, "");
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendShared(SharedFrame.text("x")));
    }
}
