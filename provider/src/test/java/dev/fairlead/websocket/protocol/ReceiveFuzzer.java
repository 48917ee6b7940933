package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes behind the opening handshake: nothing is thrown, the end is a legal one, no buffer is lost, no message is
 * larger than its limit, and the events are the same however the bytes were cut.
 *
 * <p>Input: options (1 the client's end, 2 messages in parts, 4 permessage-deflate, 8 an extension that wants whole
 * frames, 16 one without need of them, 32 another codec), window and context, limit, the cut, then the wire.
 */
public final class ReceiveFuzzer {
    private record Setting(int options, int windowBits, boolean contextTakeover, int limit) {
        boolean has(int option) {
            return (options & option) != 0;
        }

        Role role() {
            return has(1) ? Role.CLIENT : Role.SERVER;
        }

        boolean isPlain() {
            return (options & 28) == 0;
        }

        ExtensionPipeline pipeline() {
            List<NegotiatedExtension> extensions = new ArrayList<>();
            if (has(16)) {
                extensions.add(new TestExtension.Inverter());
            }
            if (has(4)) {
                extensions.add(TestCodecs.extension(has(32) ? 1 : 0, windowBits, contextTakeover));
            }
            if (has(8)) {
                extensions.add(new TestExtension.Counter());
            }
            return new ExtensionPipeline(extensions);
        }
    }

    private ReceiveFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        int options = input.next();
        int window = input.next();
        Setting setting = new Setting(options, 8 + window % 8, window < 128, 1 << input.between(0, 16));
        int how = input.next();
        byte[] wire = input.rest();

        Events whole = receive(setting, wire, -1);
        Events cut = receive(setting, wire, how);
        if (setting.isPlain() && !setting.has(2)) {
            assertThat(whole.log).isEqualTo(withEof(new ReferenceReceiver(setting.role(), wire, setting.limit).read()));
        }
        List<String> expected = comparable(whole, setting);
        assertThat(comparable(cut, setting)).isEqualTo(expected);
    }

    private static List<String> withEof(Events events) {
        if (events.status == null) {
            events.onEnd(new CloseStatus(CloseCode.ABNORMAL_CLOSURE, ""), new ProtocolException(1006, ""));
        }
        return events.log;
    }

    /** Receives in pieces, or at once where the cut is negative. */
    private static Events receive(Setting setting, byte[] wire, int how) {
        CountingAllocator allocator = new CountingAllocator();
        CheckedEvents events = new CheckedEvents(setting);
        Protocol protocol = new Protocol(setting.role(), setting.pipeline(), allocator, events);
        byte[] copy = wire.clone();
        if (how < 0) {
            protocol.receive(ByteBuffer.wrap(copy));
        } else {
            int[] from = {0};
            FuzzInput.cut(how, copy.length, to -> {
                ByteBuffer piece = ByteBuffer.wrap(copy, from[0], to - from[0]);
                protocol.receive(piece);
                assertThat(piece.hasRemaining()).as("bytes left over").isFalse();
                from[0] = to;
            });
        }
        protocol.receiveEof();
        assertThat(protocol.isReceivingEnded()).isTrue();
        assertThat(events.ends).as("ends").isOne();
        protocol.release();
        assertThat(allocator.lent).as("buffers that were not given back").isEmpty();
        return events;
    }

    /**
     * What doesn't depend on the cut: parts are put together, and what a failed message began with is left out. Where a
     * message is compressed, its size and its contents are checked piece by piece, so that of two faults either may be
     * reported first.
     */
    private static List<String> comparable(Events events, Setting setting) {
        List<String> log = ((CheckedEvents) events).messages();
        if (!setting.isPlain()) {
            log.replaceAll(line -> line.replace("1009", "1007"));
        }
        return log;
    }

    /** Events with their order checked, and the parts of a message as one. */
    private static final class CheckedEvents extends Events {
        private final Setting setting;
        private final StringBuilder message = new StringBuilder();
        private final List<String> messages = new ArrayList<>();
        private long size;
        private int ends;

        CheckedEvents(Setting setting) {
            this.setting = setting;
            parts = setting.has(2);
            maxMessageSize = setting.limit;
        }

        List<String> messages() {
            return new ArrayList<>(messages);
        }

        @Override
        public void onText(String text, boolean last) {
            super.onText(text, last);
            data("text ", text, Wire.utf8(text).length, last);
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            super.onBinary(data, last);
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            data("binary ", new String(bytes, StandardCharsets.ISO_8859_1), bytes.length, last);
        }

        private void data(String type, String part, int length, boolean last) {
            assertThat(ends).as("data behind the end").isZero();
            size += length;
            if (!parts) {
                assertThat(last).as("a part where none was asked for").isTrue();
                assertThat(size).isLessThanOrEqualTo(setting.limit);
            }
            message.append(part);
            if (last) {
                messages.add(type + message);
                message.setLength(0);
                size = 0;
            }
        }

        @Override
        public void onPing(ByteBuffer data) {
            super.onPing(data);
            messages.add("ping " + hex(data));
        }

        @Override
        public void onPong(ByteBuffer data) {
            super.onPong(data);
            messages.add("pong " + hex(data));
        }

        @Override
        public void onReply(Reply reply) {
            super.onReply(reply);
            messages.add(log.get(log.size() - 1));
            assertThat(reply.payload().remaining()).isLessThanOrEqualTo(125);
            if (reply.opcode() == Opcode.CLOSE && reply.payload().hasRemaining()) {
                assertThat(CloseCode.isValidOnWire(reply.payload().getShort(0) & 0xFFFF)).isTrue();
            }
        }

        @Override
        public void onEnd(CloseStatus endStatus, ProtocolException endFailure) {
            super.onEnd(endStatus, endFailure);
            ends++;
            messages.add(log.get(log.size() - 1));
            int code = endStatus.code();
            assertThat(CloseCode.isValidOnWire(code) || code == CloseCode.NO_STATUS_RECEIVED
                    || code == CloseCode.ABNORMAL_CLOSURE).as("close code " + code).isTrue();
            assertThat(endFailure == null || code != CloseCode.INTERNAL_ERROR).as("the end's own fault: %s", endFailure)
                    .isTrue();
        }
    }
}
