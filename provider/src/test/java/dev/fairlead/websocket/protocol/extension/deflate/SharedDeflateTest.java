package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.extension.SharedFrame;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.TestDecoders;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
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
        final ExtensionPipeline pipeline;
        SharedFrame last;

        Receiver(int windowBits, boolean contextTakeover, Compression compression) {
            List<ExtensionParameter> offer = contextTakeover ? List.of()
                    : List.of(ExtensionParameter.flag("server_no_context_takeover"));
            NegotiatedExtension extension = new ServerDeflate(windowBits, 15, false, false, false, compression, codec)
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
    void shortMessagesArePlainAsTheyHaveNoContext() throws Exception {
        byte[] message = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".getBytes("ISO-8859-1");
        SharedFrame broadcast = shared(message);
        Receiver receiver = new Receiver(12);
        receiver.broadcast(broadcast, message);
        assertThat(receiver.last).isSameAs(broadcast);
        Receiver always = new Receiver(12, true, Compression.DEFAULT.withMinimumSize(0));
        always.broadcast(broadcast, message);
        assertThat(always.last.frame().rsv()).isEqualTo(Frame.RSV1);
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
