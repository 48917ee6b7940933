package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolReceiveTest {
    static Protocol protocol(Role role, ProtocolListener listener) {
        return new Protocol(role, ExtensionPipeline.EMPTY, BufferAllocator.UNPOOLED, listener);
    }

    static List<String> receive(Role role, Events events, byte[] bytes) {
        Protocol protocol = protocol(role, events);
        ByteBuffer data = ByteBuffer.wrap(bytes.clone());
        protocol.receive(data);
        assertThat(data.hasRemaining()).isFalse();
        return events.log;
    }

    @ParameterizedTest
    @EnumSource
    void deliversWholeMessages(Role role) {
        byte[] bytes = Wire.to(role).text("Hello").text("").text("gr\u00fc\u00df \ud83d\ude00").binary(1, 2, 3).binary()
                .toBytes();
        assertThat(receive(role, Events.whole(), bytes)).containsExactly(
                "text Hello", "text ", "text gr\u00fc\u00df \ud83d\ude00", "binary 010203", "binary ");
    }

    @ParameterizedTest
    @EnumSource
    void putsFragmentsTogetherWithControlFramesBetween(Role role) {
        byte[] bytes = Wire.to(role)
                .frame(false, Opcode.TEXT, "Hel").ping("p").frame(false, Opcode.CONTINUATION, "").pong("q")
                .frame(true, Opcode.CONTINUATION, "lo").close(1000, "bye").text("too late").toBytes();
        assertThat(receive(role, Events.whole(), bytes)).containsExactly(
                "reply pong 70", "ping 70", "pong 71", "text Hello", "reply close 1000", "end 1000 bye");
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameEventsWhereverTheBytesAreCut(Role role) {
        byte[] bytes = Wire.to(role)
                .text("a\u00e9\u20ac\ud83d\ude00").frame(false, Opcode.BINARY, new byte[130]).ping("").ping("xyz")
                .frame(true, Opcode.CONTINUATION, new byte[300]).frame(false, Opcode.TEXT, Wire.bytes(0xE2))
                .frame(true, Opcode.CONTINUATION, Wire.bytes(0x82, 0xAC)).close(4000, "\u20ac").toBytes();
        for (boolean parts : new boolean[] {false, true}) {
            Events whole = new Events();
            whole.parts = parts;
            receive(role, whole, bytes);
            for (int cut = 0; cut <= bytes.length; cut++) {
                Events events = new Events();
                events.parts = parts;
                Protocol protocol = protocol(role, events);
                protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 0, cut)));
                protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, cut, bytes.length)));
                assertThat(events.log).as("cut at " + cut).isEqualTo(whole.log);
            }
            Events events = new Events();
            events.parts = parts;
            Protocol protocol = protocol(role, events);
            for (byte b : bytes) {
                protocol.receive(ByteBuffer.wrap(new byte[] {b}));
            }
            assertThat(events.log).isEqualTo(whole.log);
        }
    }
}
