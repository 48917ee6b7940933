package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer may do wrong, and the close code that it gets for it. */
class ViolationTest {
    private static Wire wire() {
        return Wire.ofServer();
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("reserved bit", 1002, wire().frame(0xC1, new byte[0])),
                Arguments.of("reserved opcode", 1002, wire().frame(0x83, new byte[0])),
                Arguments.of("fragmented ping", 1002, wire().frame(0x09, new byte[0])),
                Arguments.of("long ping", 1002, wire().frame(0x89, new byte[126])),
                Arguments.of("masked", 1002, Wire.ofClient().text("x")),
                Arguments.of("length not in its shortest form", 1002, wire().raw(0x82, 126, 0, 5, 1, 2, 3, 4, 5)),
                Arguments.of("length with the top bit", 1002, wire().raw(0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0)),
                Arguments.of("nothing to continue", 1002, wire().frame(0x80, new byte[3])),
                Arguments.of("text inside of a message", 1002, wire().frame(false, Opcode.BINARY, "a").text("b")),
                Arguments.of("bad text", 1007, wire().frame(0x81, Wire.bytes('a', 0xFF, 'b'))),
                Arguments.of("cut text", 1007, wire().frame(0x81, Wire.bytes('a', 0xE2, 0x82))),
                Arguments.of("bad text in a fragment", 1007, wire().frame(0x01, Wire.bytes('a', 0xFF))),
                Arguments.of("cut text in fragments", 1007,
                        wire().frame(0x01, Wire.bytes('a', 0xE2)).frame(0x80, Wire.bytes(0x82))),
                Arguments.of("bad text over a cut", 1007,
                        wire().frame(0x01, Wire.bytes('a', 0xE2)).frame(0x00, new byte[0])
                                .frame(0x00, Wire.bytes('a'))),
                Arguments.of("half a close code", 1002, wire().frame(0x88, Wire.bytes(3))),
                Arguments.of("close reason that isn't UTF-8", 1007,
                        wire().frame(0x88, Wire.bytes(3, 0xE8, 0xC0, 0x80))),
                Arguments.of("cut close reason", 1007, wire().frame(0x88, Wire.bytes(3, 0xE8, 0xE2, 0x82))),
                Arguments.of("long close frame", 1002, wire().frame(0x88, new byte[126])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void failsTheConnection(String name, int code, Wire wire) {
        byte[] bytes = wire.toBytes();
        for (boolean parts : new boolean[] {false, true}) {
            for (int cut = 0; cut < bytes.length; cut++) {
                Events events = new Events();
                events.parts = parts;
                CountingAllocator allocator = new CountingAllocator();
                Protocol protocol = new Protocol(Role.CLIENT, ExtensionPipeline.EMPTY, allocator,
                        events);
                protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 0, cut)));
                protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length)));
                assertThat(events.log).endsWith("reply close " + code, "end " + code + " failed");
                assertThat(protocol.isReceivingEnded()).isTrue();
                assertThat(events.failure.closeCode()).isEqualTo(code);
                assertThat(events.status.reason()).isEqualTo(events.failure.getMessage()).isNotBlank();
                assertThat(allocator.lent).isEmpty();

                int before = events.log.size();
                ByteBuffer more = ByteBuffer.wrap(wire().text("more").toBytes());
                protocol.receive(more);
                protocol.receiveEof();
                assertThat(more.hasRemaining()).isFalse();
                assertThat(events.log).as("nothing follows the end").hasSize(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsBadTextInTheMiddleOfAFrame(boolean parts) {
        byte[] bytes = Wire.ofClient().header(0x81, 1_000_000).payload(Wire.bytes('a', 0xE2, 0x82, 'b')).toBytes();
        Events events = new Events();
        events.parts = parts;
        Protocol protocol = ProtocolReceiveTest.protocol(Role.SERVER, events);
        protocol.receive(ByteBuffer.wrap(bytes, 0, bytes.length - 1));
        assertThat(events.log).isEmpty();
        protocol.receive(ByteBuffer.wrap(bytes, bytes.length - 1, 1));
        assertThat(events.log).containsExactly("reply close 1007", "end 1007 failed");
    }

    @ParameterizedTest
    @EnumSource
    void refusesFramesMaskedWronglyForItsRole(Role role) {
        byte[] bytes = (role == Role.SERVER ? Wire.ofServer() : Wire.ofClient()).ping("x").toBytes();
        assertThat(ProtocolReceiveTest.receive(role, Events.whole(), bytes))
                .containsExactly("reply close 1002", "end 1002 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000,
        4999})
    void echoesCloseCodes(int code) {
        byte[] bytes = Wire.ofClient().close(code, "why").toBytes();
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.whole(), bytes))
                .containsExactly("reply close " + code, "end " + code + " why");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
    void refusesCloseCodesThatMayNotBeSent(int code) {
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.whole(), Wire.ofClient().close(code, "").toBytes()))
                .containsExactly("reply close 1002", "end 1002 failed");
    }

    @Test
    void answersAnEmptyCloseFrameWithAnEmptyOne() {
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.whole(),
                Wire.ofClient().frame(0x88, new byte[0]).toBytes())).containsExactly("reply close", "end 1005 ");
    }

    @Test
    void takesTheLongestReason() {
        String reason = "\u20ac".repeat(41);
        byte[] bytes = Wire.ofClient().close(1000, reason).toBytes();
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.whole(), bytes))
                .containsExactly("reply close 1000", "end 1000 " + reason);
    }

    @Test
    void fitsReasonsIntoACloseFrame() {
        assertThat(CloseFrame.fit("short")).isEqualTo("short");
        assertThat(CloseFrame.fit("x".repeat(123))).hasSize(123);
        assertThat(CloseFrame.fit("x".repeat(124))).hasSize(123);
        assertThat(CloseFrame.fit("\u20ac".repeat(50))).isEqualTo("\u20ac".repeat(41));
        assertThat(CloseFrame.fit("x" + "\u20ac".repeat(50))).isEqualTo("x" + "\u20ac".repeat(40));
        assertThat(CloseFrame.fit("x" + "\ud83d\ude00".repeat(50))).isEqualTo("x" + "\ud83d\ude00".repeat(30));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',           without a close frame
            81,           inside a message
            01026162,     inside a message
            810161,       without a close frame
            8900,         without a close frame
            """)
    void tellsTheEndOfTheStreamWithoutACloseFrame(String hex, String reason) {
        Events events = Events.whole();
        Protocol protocol = ProtocolReceiveTest.protocol(Role.CLIENT, events);
        protocol.receive(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        assertThat(protocol.isReceivingEnded()).isFalse();
        protocol.receiveEof();
        assertThat(protocol.isReceivingEnded()).isTrue();
        assertThat(events.status).isEqualTo(new CloseStatus(1006, ""));
        assertThat(events.failure).hasMessageContaining(reason);
        assertThat(events.log).endsWith("end 1006 failed");
        int before = events.log.size();
        protocol.receiveEof();
        assertThat(events.log).hasSize(before);
    }

    @Test
    void saysNothingAtTheEndOfTheStreamAfterACloseFrame() {
        Events events = Events.whole();
        Protocol protocol = ProtocolReceiveTest.protocol(Role.CLIENT, events);
        protocol.receive(ByteBuffer.wrap(wire().close(1000, "").toBytes()));
        protocol.receiveEof();
        assertThat(events.log).containsExactly("reply close 1000", "end 1000 ");
    }
}
