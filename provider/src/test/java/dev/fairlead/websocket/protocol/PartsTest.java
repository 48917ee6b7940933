package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages that are delivered in parts. */
class PartsTest {
    /** Collects parts. */
    private static final class Parts extends Events {
        final StringBuilder text = new StringBuilder();
        final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        final List<Integer> sizes = new ArrayList<>();

        Parts() {
            parts = true;
        }

        @Override
        public void onText(String part, boolean last) {
            super.onText("", last);
            text.append(part);
            sizes.add(part.length());
            assertThat(part.isEmpty() || !Character.isLowSurrogate(part.charAt(0))).isTrue();
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            super.onBinary(ByteBuffer.allocate(0), last);
            binary.writeBytes(data.array());
            sizes.add(data.remaining());
            assertThat(data.remaining()).isEqualTo(data.array().length);
        }
    }

    private final CountingAllocator allocator = new CountingAllocator();

    private Protocol server(Events events) {
        return new Protocol(Role.SERVER, ExtensionPipeline.EMPTY, allocator, events);
    }

    @Test
    void areFramesThatAreWholeInTheBuffer() {
        byte[] bytes = Wire.ofClient().frame(false, Opcode.TEXT, "Hel").frame(false, Opcode.CONTINUATION, "lo")
                .frame(false, Opcode.CONTINUATION, "").frame(true, Opcode.CONTINUATION, "!").binary(1, 2).toBytes();
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.inParts(), bytes))
                .containsExactly("text Hel ...", "text lo ...", "text  ...", "text !", "binary 0102");
    }

    @Test
    void areLargeFramesThatAreWholeInTheBuffer() {
        Parts parts = new Parts();
        server(parts).receive(ByteBuffer.wrap(Wire.ofClient().frame(false, Opcode.BINARY, new byte[100_000])
                .frame(true, Opcode.CONTINUATION, new byte[50_000]).toBytes()));
        assertThat(parts.sizes).containsExactly(100_000, 50_000);
    }

    @Test
    void areSmallFramesThatReadsHaveCut() {
        Parts parts = new Parts();
        Protocol protocol = server(parts);
        for (byte b : Wire.ofClient().frame(false, Opcode.TEXT, "Hello ").frame(true, Opcode.CONTINUATION, "world")
                .toBytes()) {
            protocol.receive(ByteBuffer.wrap(new byte[] {b}));
        }
        assertThat(parts.sizes).containsExactly(6, 5);
        assertThat(parts.log).containsExactly("text  ...", "text ");
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void comeWithoutWaitingForTheEndOfALargeFrame() {
        Parts parts = new Parts();
        Protocol protocol = server(parts);
        protocol.receive(ByteBuffer.wrap(
                Wire.ofClient().header(0x82, 1L << 40).payload(new byte[20_000]).toBytes()));
        assertThat(parts.sizes).containsExactly(20_000);
        assertThat(allocator.acquired).isZero();
    }

    @Test
    void carryOverWhatBelongsToACutCharacter() {
        byte[] bytes = Wire.ofClient()
                .frame(false, Opcode.TEXT, Wire.bytes('a', 0xF0, 0x9F))
                .frame(false, Opcode.CONTINUATION, Wire.bytes(0x98))
                .ping("").frame(false, Opcode.CONTINUATION, Wire.bytes(0x80, 'b', 0xC3))
                .frame(true, Opcode.CONTINUATION, Wire.bytes(0xA9)).toBytes();
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, Events.inParts(), bytes)).containsExactly(
                "text a ...", "text  ...", "reply pong ", "ping ", "text \ud83d\ude00b ...", "text \u00e9");
    }

    @Test
    void makeTheWholeTextHoweverItIsCut() {
        Random random = new Random(5);
        StringBuilder builder = new StringBuilder();
        while (builder.length() < 60_000) {
            builder.append("a\u00e9\u20ac\ud83d\ude00".repeat(random.nextInt(20)))
                    .append("plain ".repeat(random.nextInt(20)));
        }
        byte[] data = Wire.utf8(builder.toString());
        for (int round = 0; round < 30; round++) {
            Wire wire = Wire.ofClient();
            boolean text = round % 3 > 0;
            int at = 0;
            for (boolean first = true, last = false; !last; first = false) {
                int end = Math.min(data.length, at + random.nextInt(round % 2 == 0 ? 60_000 : 5_000));
                last = end == data.length;
                wire.frame(last, first ? text ? Opcode.TEXT : Opcode.BINARY : Opcode.CONTINUATION,
                        Arrays.copyOfRange(data, at, end));
                at = end;
            }
            byte[] bytes = wire.toBytes();
            Parts parts = new Parts();
            Protocol protocol = server(parts);
            for (int i = 0; i < bytes.length; ) {
                int length = Math.min(bytes.length - i, 1 + random.nextInt(20_000));
                protocol.receive(ByteBuffer.wrap(bytes, i, length));
                i += length;
            }
            if (text) {
                assertThat(parts.text.toString()).isEqualTo(builder.toString());
            } else {
                assertThat(parts.binary.toByteArray()).isEqualTo(data);
            }
            assertThat(allocator.lent).isEmpty();
        }
    }

    @Test
    void areAskedForAtEachMessage() {
        Events events = new Events() {
            @Override
            public boolean wantsParts(Opcode type) {
                return type == Opcode.BINARY;
            }
        };
        byte[] bytes = Wire.ofClient().frame(false, Opcode.TEXT, "a").frame(true, Opcode.CONTINUATION, "b")
                .frame(false, Opcode.BINARY, "a").frame(true, Opcode.CONTINUATION, "b").toBytes();
        assertThat(ProtocolReceiveTest.receive(Role.SERVER, events, bytes))
                .containsExactly("text ab", "binary 61 ...", "binary 62");
    }
}
