package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.extension.SharingExtension;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.TestDecoders;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** permessage-deflate of one message for many connections. Each peer inflates strictly in the window it was promised. */
@ParameterizedClass
@EnumSource
class SharedDeflateTest {
    enum Engine {
        JDK(new ZlibCodec(new TestPool())),
        JAVA(new RawDeflateCodec(new TestEngines(7), new TestDecoders()));

        final DeflateCodec codec;

        Engine(DeflateCodec codec) {
            this.codec = codec;
        }
    }

    private final DeflateCodec codec;

    SharedDeflateTest(Engine engine) {
        codec = engine.codec;
    }

    /** A connection and its peer. */
    private final class Receiver {
        final StrictInflater peer;
        final NegotiatedExtension extension;
        final ExtensionPipeline pipeline;
        SharedFrame last;

        Receiver(int windowBits, boolean contextTakeover, Compression compression) {
            List<ExtensionParameter> offer = contextTakeover ? List.of()
                    : List.of(ExtensionParameter.flag("server_no_context_takeover"));
            extension = new ServerDeflate(windowBits, 15, false, false, false, compression, codec)
                    .accept(offer, List.of()).map(Accepted::extension).orElseThrow();
            pipeline = new ExtensionPipeline(List.of(extension));
            peer = new StrictInflater(windowBits, contextTakeover);
        }

        Receiver(int windowBits) {
            this(windowBits, true, Compression.DEFAULT);
        }

        void broadcast(SharedFrame message, byte[] expected) throws Exception {
            last = pipeline.encode(message);
            assertThat(received(last.frame())).isEqualTo(expected);
        }

        void send(byte[] message) throws Exception {
            assertThat(received(pipeline.encode(frame(message)))).isEqualTo(message);
        }

        private byte[] received(Frame frame) {
            byte[] payload = new byte[frame.payload().remaining()];
            frame.payload().get(payload);
            return frame.rsv() == Frame.RSV1 ? peer.inflate(payload) : payload;
        }
    }

    private static Frame frame(byte[] message) {
        return new Frame(true, 0, Opcode.BINARY, ByteBuffer.wrap(message));
    }

    private static SharedFrame shared(byte[] message) {
        return SharedFrame.binary(ByteBuffer.wrap(message));
    }

    @Test
    void everyPeerInflatesBroadcastsBetweenMessagesOfItsOwn() throws Exception {
        List<Receiver> receivers = new ArrayList<>();
        for (int windowBits = 8; windowBits <= 15; windowBits++) {
            receivers.add(new Receiver(windowBits));
            receivers.add(new Receiver(windowBits, true, Compression.DEFAULT.withLevel(9).withOnlyIfSmaller(false)));
            receivers.add(new Receiver(windowBits, false, Compression.DEFAULT));
        }
        Messages messages = new Messages(77);
        for (int i = 0; i < 60; i++) {
            byte[] message = messages.next(i % 10 == 0 ? 50_000 : 1500);
            SharedFrame broadcast = shared(message);
            for (Receiver receiver : receivers) {
                receiver.broadcast(broadcast, message);
                if (messages.below(3) == 0) {
                    receiver.send(messages.next(1500));
                }
            }
        }
    }

    @Test
    void compressesOnceForAllWindowsThatMakeNoDifference() throws Exception {
        byte[] message = new Messages(1).json(1000);
        SharedFrame broadcast = shared(message);
        Receiver first = new Receiver(15);
        first.broadcast(broadcast, message);
        for (int windowBits = 12; windowBits <= 15; windowBits++) {
            for (boolean contextTakeover : new boolean[] {true, false}) {
                Receiver receiver = new Receiver(windowBits, contextTakeover, Compression.DEFAULT);
                receiver.broadcast(broadcast, message);
                assertThat(receiver.last).isSameAs(first.last);
            }
        }
        Receiver narrow = new Receiver(11);
        narrow.broadcast(broadcast, message);
        assertThat(narrow.last).isNotSameAs(first.last);
        Receiver harder = new Receiver(15, true, Compression.DEFAULT.withLevel(9));
        harder.broadcast(broadcast, message);
        assertThat(harder.last).isNotSameAs(first.last);
    }

    @Test
    void messagesAfterABroadcastReferToIt() throws Exception {
        byte[] noise = new Messages(2).noise(1000);
        Receiver receiver = new Receiver(12, true, Compression.DEFAULT.withOnlyIfSmaller(false));
        receiver.send(new Messages(3).json(300));
        receiver.broadcast(shared(noise), noise);
        assertThat(receiver.last.size()).isGreaterThan(900);
        Frame again = receiver.pipeline.encode(frame(noise));
        assertThat(again.payload().remaining()).isLessThan(60);
        assertThat(receiver.received(again)).isEqualTo(noise);
    }

    @Test
    void whatIsNotSentCompressedIsNoHistory() throws Exception {
        byte[] noise = new Messages(4).noise(300);
        Receiver receiver = new Receiver(12);
        SharedFrame broadcast = shared(noise);
        receiver.broadcast(broadcast, noise);
        assertThat(receiver.last).as("plain for all").isSameAs(broadcast);
        assertThat(receiver.pipeline.encode(frame(noise)).rsv()).as("refers to nothing").isZero();
    }

    @Test
    void aMessageThatIsTooShortToShrinkAloneIsCompressedForWhatFollows() throws Exception {
        byte[] message = "{\"symbol\":\"EUR\",\"price\":10871}".getBytes(StandardCharsets.ISO_8859_1);
        SharedFrame broadcast = shared(message);
        Receiver receiver = new Receiver(12);
        receiver.broadcast(broadcast, message);
        assertThat(receiver.last.frame().rsv()).isEqualTo(Frame.RSV1);
        assertThat(receiver.pipeline.encode(frame(message)).payload().remaining()).isLessThan(10);
        Receiver forgetful = new Receiver(12, false, Compression.DEFAULT);
        forgetful.broadcast(broadcast, message);
        assertThat(forgetful.last).as("nothing follows that might refer to it").isSameAs(broadcast);
        Receiver told = new Receiver(12, true, Compression.DEFAULT.withMinimumSize(50));
        told.broadcast(broadcast, message);
        assertThat(told.last).as("it was said so").isSameAs(broadcast);
        byte[] nothing = {};
        receiver.broadcast(shared(nothing), nothing);
        assertThat(receiver.last.frame().rsv()).isZero();
    }

    private static CommonHistory history(Receiver receiver) {
        return ((SharedCompression) ((SharingExtension) receiver.extension)
                .sharingKey(frame(new byte[100]), OutgoingMessage.ORDINARY)).history();
    }

    /** Broadcasts until each window is full of broadcasts. */
    private static void fill(List<Receiver> receivers, Messages messages, int windowBits) throws Exception {
        for (int sent = 0; sent < 1 << windowBits; sent += 200) {
            byte[] message = messages.json(200);
            SharedFrame broadcast = shared(message);
            for (Receiver receiver : receivers) {
                receiver.broadcast(broadcast, message);
            }
        }
    }

    @Test
    void receiversOfTheSameBroadcastsShareTheirHistoryAndWhatIsCompressedBehindIt() throws Exception {
        Messages messages = new Messages(8);
        List<Receiver> receivers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Receiver receiver = new Receiver(12);
            // what each has of its own, of any length
            receiver.send(messages.json(100 * i));
            receivers.add(receiver);
        }
        fill(receivers, messages, 12);
        byte[] message = messages.json(200);
        SharedFrame broadcast = shared(message);
        for (Receiver receiver : receivers) {
            receiver.broadcast(broadcast, message);
            assertThat(receiver.last).isSameAs(receivers.get(0).last);
            assertThat(history(receiver).bytes()).isSameAs(history(receivers.get(0)).bytes()).hasSize(1 << 12);
        }
        Receiver fresh = new Receiver(12);
        fresh.broadcast(broadcast, message);
        assertThat(receivers.get(0).last.size()).isLessThan(fresh.last.size() * 3 / 4);
    }

    @Test
    void aMessageOfItsOwnTakesAReceiverOutAndNobodyElse() throws Exception {
        Messages messages = new Messages(9);
        List<Receiver> receivers = List.of(new Receiver(10), new Receiver(10), new Receiver(10));
        fill(receivers, messages, 10);
        byte[] own = messages.json(300);
        receivers.get(1).send(own);
        assertThat(history(receivers.get(1))).isNull();
        byte[] message = messages.json(200);
        SharedFrame broadcast = shared(message);
        for (Receiver receiver : receivers) {
            receiver.broadcast(broadcast, message);
        }
        assertThat(receivers.get(2).last).isSameAs(receivers.get(0).last).isNotSameAs(receivers.get(1).last);
        receivers.get(1).send(own);
        fill(receivers, messages, 10);
        receivers.get(2).broadcast(shared(message), message);
        assertThat(history(receivers.get(1))).isEqualTo(history(receivers.get(0)));
    }

    @Test
    void whatStaysPlainTakesNobodyOut() throws Exception {
        Messages messages = new Messages(10);
        List<Receiver> receivers = List.of(new Receiver(10), new Receiver(10));
        fill(receivers, messages, 10);
        byte[] noise = messages.noise(400);
        SharedFrame broadcast = shared(noise);
        for (Receiver receiver : receivers) {
            receiver.broadcast(broadcast, noise);
            assertThat(receiver.last).isSameAs(broadcast);
        }
        receivers.get(0).send(noise);
        receivers.get(0).pipeline.encode(frame(new byte[200]), OutgoingMessage.UNCOMPRESSED);
        assertThat(history(receivers.get(0))).isNotNull().isEqualTo(history(receivers.get(1)));
    }

    @Test
    void everyPeerInflatesWhileReceiversComeAndGoAndSendOfTheirOwn() throws Exception {
        Messages messages = new Messages(78);
        List<Receiver> receivers = new ArrayList<>();
        int shares = 0;
        for (int i = 0; i < 250; i++) {
            if (i % 20 == 0) {
                receivers.add(new Receiver(8 + messages.below(4), messages.below(6) != 0, Compression.DEFAULT));
            }
            byte[] message = messages.below(4) == 0 ? messages.next(5000) : messages.json(messages.below(300));
            SharedFrame broadcast = shared(message);
            for (Receiver receiver : receivers) {
                receiver.broadcast(broadcast, message);
                if (messages.below(100) == 0) {
                    receiver.send(messages.next(700));
                }
                shares += history(receiver) == null ? 0 : 1;
            }
        }
        assertThat(shares).as("broadcasts behind a common history").isGreaterThan(200);
    }

    @Test
    void aSettingThatCompressesAllHoldsForBroadcasts() throws Exception {
        byte[] noise = new Messages(5).noise(300);
        Receiver receiver = new Receiver(12, true, Compression.DEFAULT.withOnlyIfSmaller(false));
        receiver.broadcast(shared(noise), noise);
        assertThat(receiver.last.frame().rsv()).isEqualTo(Frame.RSV1);
    }

    @Test
    void whatIsNotToBeCompressedIsNeitherCompressedNorRemembered() throws Exception {
        byte[] prose = new Messages(6).prose(1000);
        Receiver receiver = new Receiver(12);
        receiver.broadcast(shared(prose).with(OutgoingMessage.UNCOMPRESSED), prose);
        assertThat(receiver.last.isShared()).isTrue();
        assertThat(receiver.last.frame().rsv()).isZero();
        Receiver fresh = new Receiver(12);
        assertThat(receiver.pipeline.encode(frame(prose)).payload()).isEqualTo(fresh.pipeline.encode(frame(prose)).payload());
    }
}
