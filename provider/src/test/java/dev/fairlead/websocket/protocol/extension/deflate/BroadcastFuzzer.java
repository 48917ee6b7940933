package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Broadcasts to connections with any settings, between messages of their own: whole, in fragments, uncompressed. Each peer
 * inflates all of it by the letter, within its window.
 *
 * <p>Input: engine, how many connections, and for each: window and context, level, memory level, flags (1 only if smaller,
 * 2 a minimum size); then messages: how and to whom (0 to 2 a broadcast, 3 to one, 4 in two fragments, 5 as it is), and
 * what.
 */
public final class BroadcastFuzzer {
    private static final int MOST_PLAIN = 1 << 16;

    private BroadcastFuzzer() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        Engine engine = Engine.of(input.next());
        DeflateCodec codec = engine.codec();
        List<Receiver> receivers = new ArrayList<>();
        for (int count = input.between(1, 5); count > 0; count--) {
            receivers.add(new Receiver(codec, engine, input));
        }
        int total = 0;
        byte[] before = {};
        try {
            while (input.hasMore() && total < MOST_PLAIN) {
                int how = input.next();
                byte[] message = content(input, before);
                before = message;
                total += message.length;
                Receiver one = receivers.get(how / 8 % receivers.size());
                switch (how % 8) {
                    case 3 -> one.send(message, OutgoingMessage.ORDINARY);
                    case 4 -> one.sendInFragments(message, how / 64 * message.length / 3);
                    case 5 -> one.send(message, OutgoingMessage.UNCOMPRESSED);
                    default -> {
                        SharedFrame shared = SharedFrame.binary(ByteBuffer.wrap(message.clone()));
                        for (Receiver receiver : receivers) {
                            receiver.broadcast(shared, message);
                        }
                    }
                }
            }
        } catch (ProtocolException e) {
            throw new AssertionError("not encoded", e);
        }
    }

    private static byte[] content(FuzzInput input, byte[] before) {
        int kind = input.next();
        return switch (kind % 6) {
            case 0 -> input.take(input.next());
            case 1 -> new byte[input.nextShort() >> 2];
            case 2 -> before;
            case 3 -> Arrays.copyOf(before, before.length / 2 + kind / 6);
            case 4 -> new Messages(input.next()).noise(input.nextShort() >> 5);
            default -> new Messages(input.next()).json(input.nextShort() >> 5);
        };
    }

    /** A connection and its peer. */
    private static final class Receiver {
        private final ExtensionPipeline pipeline;
        private final StrictInflater peer;

        Receiver(DeflateCodec codec, Engine engine, FuzzInput input) {
            int window = input.next();
            boolean contextTakeover = window < 128;
            int level = input.between(1, 9);
            int memoryLevel = input.between(1, 9);
            int flags = input.next();
            Compression any = engine.compression(level, memoryLevel, Strategy.DEFAULT,
                    Tables.values()[flags / 4 % 2]);
            Compression compression = new Compression(any.level(), any.strategy(), any.memoryLevel(), any.tables(),
                    (flags & 2) != 0 ? 50 : 0, (flags & 1) != 0);
            List<ExtensionParameter> offer = contextTakeover ? List.of()
                    : List.of(ExtensionParameter.flag("server_no_context_takeover"));
            pipeline = new ExtensionPipeline(List.of(new ServerDeflate(8 + window % 8, 15, false, false, false,
                    compression, codec).accept(offer, List.of()).map(Accepted::extension).orElseThrow()));
            peer = new StrictInflater(8 + window % 8, contextTakeover);
        }

        void broadcast(SharedFrame message, byte[] expected) throws ProtocolException {
            check(List.of(pipeline.encode(message).frame()), expected);
        }

        void send(byte[] message, OutgoingMessage how) throws ProtocolException {
            check(List.of(pipeline.encode(new Frame(true, 0, Opcode.BINARY, ByteBuffer.wrap(message.clone())), how)),
                    message);
        }

        void sendInFragments(byte[] message, int cut) throws ProtocolException {
            check(List.of(
                    pipeline.encode(new Frame(false, 0, Opcode.BINARY, ByteBuffer.wrap(message, 0, cut))),
                    pipeline.encode(new Frame(true, 0, Opcode.CONTINUATION,
                            ByteBuffer.wrap(message, cut, message.length - cut)))), message);
        }

        private void check(List<Frame> frames, byte[] expected) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            for (Frame frame : frames) {
                byte[] bytes = new byte[frame.payload().remaining()];
                frame.payload().duplicate().get(bytes);
                payload.writeBytes(bytes);
            }
            byte[] received = frames.get(0).rsv() == Frame.RSV1 ? peer.inflate(payload.toByteArray())
                    : payload.toByteArray();
            assertThat(Arrays.equals(received, expected)).isTrue();
        }
    }
}
