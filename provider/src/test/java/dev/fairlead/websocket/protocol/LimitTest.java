package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, and how much memory a peer can make this end take. */
class LimitTest {
    private final CountingAllocator allocator = new CountingAllocator();

    private Protocol server(Events events) {
        return new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, allocator, events);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            TEXT,   text message exceeds the limit of 100 bytes (maxTextMessageSize)
            BINARY, binary message exceeds the limit of 100 bytes (maxBinaryMessageSize)
            """)
    void refusesAFrameByItsHeaderAlone(Opcode type, String reason) {
        Events events = Events.whole().limit(100);
        Protocol protocol = server(events);
        protocol.receive(ByteBuffer.wrap(Wire.ofClient().frame(true, type, new byte[100]).toBytes()));
        protocol.receive(ByteBuffer.wrap(Wire.ofClient().header(0x80 | type.code(), 101).toBytes()));
        assertThat(events.log).endsWith("reply close 1009", "end 1009 failed");
        assertThat(events.failure).hasMessage(reason);
        assertThat(events.status).isEqualTo(new CloseStatus(1009, reason));
        assertThat(allocator.acquired).isZero();
    }

    @Test
    void addsFragmentsUp() {
        Events events = Events.whole().limit(100);
        Protocol protocol = server(events);
        protocol.receive(ByteBuffer.wrap(Wire.ofClient().frame(false, Opcode.TEXT, new byte[60])
                .frame(false, Opcode.CONTINUATION, new byte[40]).ping("x").toBytes()));
        assertThat(events.log).containsExactly("reply pong 78", "ping 78");
        protocol.receive(ByteBuffer.wrap(Wire.ofClient().header(0x00, 1).toBytes()));
        assertThat(events.log).endsWith("reply close 1009", "end 1009 failed");
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void takesAMessageOfExactlyTheLimitInFragments() {
        Events events = Events.whole().limit(100);
        server(events).receive(ByteBuffer.wrap(Wire.ofClient().frame(false, Opcode.TEXT, "a".repeat(60))
                .frame(true, Opcode.CONTINUATION, "b".repeat(40)).text("next").toBytes()));
        assertThat(events.log).containsExactly("text " + "a".repeat(60) + "b".repeat(40), "text next");
        assertThat(allocator.lent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "BINARY"})
    void takesMemoryForWhatHasArrivedAndNotForWhatIsAnnounced(Opcode type) {
        Events events = Events.whole().limit(Integer.MAX_VALUE - 8);
        Protocol protocol = server(events);
        protocol.receive(ByteBuffer.wrap(
                Wire.ofClient().header(0x80 | type.code(), Integer.MAX_VALUE - 8).payload(new byte[1000]).toBytes()));
        assertThat(allocator.largest).isLessThanOrEqualTo(2000);
        protocol.release();
        assertThat(allocator.lent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "BINARY"})
    void growsNoLargerThanTheMessage(Opcode type) {
        byte[] data = new byte[1_000_000];
        byte[] bytes = Wire.ofClient().frame(true, type, data).toBytes();
        Protocol protocol = server(Events.whole());
        for (int i = 0; i < bytes.length; i += 10_000) {
            protocol.receive(ByteBuffer.wrap(bytes, i, Math.min(10_000, bytes.length - i)));
        }
        assertThat(allocator.largest).isLessThanOrEqualTo(1_000_000);
        assertThat(allocator.acquired).isLessThan(10);
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void holdsNothingBetweenMessages() {
        Events events = Events.whole();
        Protocol protocol = server(events);
        byte[] bytes = Wire.ofClient().text("a").frame(false, Opcode.TEXT, "bb").frame(true, Opcode.CONTINUATION, "c")
                .binary(1, 2, 3).ping("x").toBytes();
        for (byte b : bytes) {
            protocol.receive(ByteBuffer.wrap(new byte[] {b}));
        }
        assertThat(events.log).hasSize(5);
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void takesNoMemoryForMessagesThatAreWholeInTheBuffer() {
        Events events = Events.whole();
        server(events).receive(ByteBuffer.wrap(Wire.ofClient().text("a".repeat(5000)).binary(1, 2, 3)
                .frame(true, Opcode.BINARY, new byte[100_000]).ping("x").toBytes()));
        assertThat(allocator.acquired).isZero();
    }

    @Test
    void hasNoLimitForMessagesInParts() {
        Events events = Events.inParts().limit(10);
        server(events).receive(ByteBuffer.wrap(Wire.ofClient().frame(false, Opcode.BINARY, new byte[100_000])
                .frame(true, Opcode.CONTINUATION, new byte[20]).toBytes()));
        assertThat(events.log).hasSize(2);
        assertThat(events.status).isNull();
    }
}
