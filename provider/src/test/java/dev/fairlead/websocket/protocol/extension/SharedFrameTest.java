package dev.fairlead.websocket.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One message to many pipelines. */
class SharedFrameTest {
    private final SharedFrame message = SharedFrame.text("x");

    /** Marks as its parent does, but once for all that have its key. */
    private static class SharingMark extends MarkingExtension implements SharingExtension {
        private final Object key;
        final List<Object> adopted = new ArrayList<>();
        int encodings;

        SharingMark(String name, int rsvBits, Object key) {
            super(name, rsvBits);
            this.key = key;
        }

        @Override
        public Object sharingKey(Frame frame, OutgoingMessage wishes) {
            // leaves a position behind that nobody else may see
            frame.payload().position(frame.payload().limit());
            return key;
        }

        @Override
        public SharedEncoding encodeShared(Frame frame, OutgoingMessage wishes) throws ProtocolException {
            encodings++;
            return new SharedEncoding(encode(frame.withPayload(frame.payload().duplicate().position(0))), "made by " + this);
        }

        @Override
        public void adopt(Frame frame, SharedEncoding encoding) {
            adopted.add(encoding.state());
        }
    }

    private static final class OtherSharingMark extends SharingMark {
        OtherSharingMark(Object key) {
            super("other", 0, key);
        }
    }

    private static ExtensionPipeline pipeline(NegotiatedExtension... extensions) {
        return new ExtensionPipeline(List.of(extensions));
    }

    private static String text(SharedFrame frame) {
        return StandardCharsets.ISO_8859_1.decode(frame.frame().payload()).toString();
    }

    @Test
    void isAFrameOnTheWire() {
        ByteBuffer wire = SharedFrame.text("h\u00e9").wire();
        byte[] bytes = new byte[wire.remaining()];
        wire.get(bytes);
        assertThat(bytes).containsExactly(0x81, 3, 'h', 0xC3, 0xA9);
    }

    @Test
    void keepsACopyOfBinaryData() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {0, 1, 2, 3}, 1, 2);
        SharedFrame binary = SharedFrame.binary(data);
        data.put(1, (byte) 9);
        assertThat(data.position()).isOne();
        assertThat(binary.size()).isEqualTo(2);
        assertThat(binary.frame().opcode()).isEqualTo(Opcode.BINARY);
        assertThat(binary.frame().payload()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(binary.frame().payload().isReadOnly()).isTrue();
    }

    @Test
    void isTheSameBytesForAllConnectionsWithoutExtensions() throws Exception {
        SharedFrame one = ExtensionPipeline.EMPTY.encode(message);
        SharedFrame other = ExtensionPipeline.EMPTY.encode(message);
        assertThat(one).isSameAs(other).isSameAs(message);
        assertThat(one.wire().array()).isSameAs(other.wire().array());
    }

    @Test
    void isEncodedOnceForAllWithTheSameKey() throws Exception {
        SharingMark a = new SharingMark("a", Frame.RSV1, List.of(1));
        SharingMark b = new SharingMark("a", Frame.RSV1, List.of(1));
        SharingMark c = new SharingMark("a", Frame.RSV1, List.of(2));
        SharedFrame forA = pipeline(a).encode(message);
        assertThat(text(forA)).isEqualTo("xa");
        assertThat(forA.frame().rsv()).isEqualTo(Frame.RSV1);
        assertThat(forA.isShared()).isTrue();
        assertThat(pipeline(b).encode(message)).isSameAs(forA);
        assertThat(pipeline(c).encode(message)).isNotSameAs(forA);
        assertThat(List.of(a.encodings, b.encodings, c.encodings)).containsExactly(1, 0, 1);
        assertThat(a.adopted).containsExactly("made by " + a);
        assertThat(b.adopted).as("everybody adopts").containsExactly("made by " + a);
        assertThat(c.adopted).containsExactly("made by " + c);
    }

    @Test
    void differentExtensionsWithEqualKeysDoNotShare() throws Exception {
        pipeline(new SharingMark("a", 0, 1)).encode(message);
        assertThat(text(pipeline(new OtherSharingMark(1)).encode(message))).isEqualTo("xother");
    }

    @Test
    void isSharedThroughSeveralExtensions() throws Exception {
        SharingMark second = new SharingMark("b", Frame.RSV2, 7);
        SharedFrame one = pipeline(new SharingMark("a", Frame.RSV1, 1), second).encode(message);
        SharedFrame same = pipeline(new SharingMark("a", Frame.RSV1, 1), new SharingMark("b", Frame.RSV2, 7)).encode(message);
        SharedFrame other = pipeline(new SharingMark("a", Frame.RSV1, 2), new SharingMark("b", Frame.RSV2, 7)).encode(message);
        assertThat(text(one)).isEqualTo("xab");
        assertThat(one.frame().rsv()).isEqualTo(Frame.RSV1 | Frame.RSV2);
        assertThat(same).isSameAs(one);
        assertThat(other).isNotSameAs(one);
    }

    @Test
    void isOneConnectionsOwnFromTheFirstExtensionOnThatDoesNotShare() throws Exception {
        SharingMark before = new SharingMark("a", Frame.RSV1, 1);
        SharingMark behind = new SharingMark("c", 0, 1);
        SharedFrame own = pipeline(before, new MarkingExtension("b", 0), behind).encode(message);
        assertThat(text(own)).isEqualTo("xabc");
        assertThat(own.isShared()).isFalse();
        assertThat(before.adopted).hasSize(1);
        assertThat(behind.adopted).isEmpty();
        SharingMark alone = new SharingMark("a", 0, null);
        assertThat(text(pipeline(alone).encode(message))).isEqualTo("xa");
        assertThat(alone.encodings).isZero();
    }

    @Test
    void anExtensionThatLeavesTheMessageAloneLeavesItShared() throws Exception {
        MarkingExtension idle = new MarkingExtension("idle", 0) {
            @Override
            public Frame encode(Frame outgoing) {
                return outgoing;
            }
        };
        assertThat(pipeline(idle).encode(message)).isSameAs(message);
        SharingMark passing = new SharingMark("a", 0, 1) {
            @Override
            public SharedEncoding encodeShared(Frame frame, OutgoingMessage wishes) {
                return new SharedEncoding(frame, null);
            }
        };
        assertThat(pipeline(passing).encode(message)).isSameAs(message);
    }

    @Test
    void tellsExtensionsWhatItsSenderWishes() throws Exception {
        SharedFrame wishing = message.with(OutgoingMessage.UNCOMPRESSED);
        List<OutgoingMessage> told = new ArrayList<>();
        SharingMark sharing = new SharingMark("a", 0, 1) {
            @Override
            public Object sharingKey(Frame frame, OutgoingMessage wishes) {
                told.add(wishes);
                return super.sharingKey(frame, wishes);
            }
        };
        MarkingExtension alone = new MarkingExtension("b", 0) {
            @Override
            public Frame encode(Frame outgoing, OutgoingMessage wishes) throws ProtocolException {
                told.add(wishes);
                return encode(outgoing);
            }
        };
        pipeline(sharing, alone, new MarkingExtension("c", 0)).encode(wishing);
        assertThat(told).containsExactly(OutgoingMessage.UNCOMPRESSED, OutgoingMessage.UNCOMPRESSED);
        assertThat(message.wishes()).isSameAs(OutgoingMessage.ORDINARY);
    }

    @Test
    void moreKeysThanAreKeptAreEncodedEachForItself() throws Exception {
        for (int i = 0; i < 200; i++) {
            SharingMark mark = new SharingMark("a", 0, i);
            assertThat(text(pipeline(mark).encode(message))).isEqualTo("xa");
            assertThat(mark.adopted).containsExactly("made by " + mark);
        }
    }

    @Test
    void anExtensionThatBreaksItsContractIsNamed() {
        SharingMark foreignBit = new SharingMark("a", 0, 1) {
            @Override
            public SharedEncoding encodeShared(Frame frame, OutgoingMessage wishes) {
                return new SharedEncoding(frame.withRsv(Frame.RSV3), null);
            }
        };
        SharingMark nothing = new SharingMark("a", 0, 2) {
            @Override
            public SharedEncoding encodeShared(Frame frame, OutgoingMessage wishes) {
                return null;
            }
        };
        SharingMark throwing = new SharingMark("a", 0, 3) {
            @Override
            public void adopt(Frame frame, SharedEncoding encoding) {
                throw new IllegalStateException("bug");
            }
        };
        assertThatThrownBy(() -> pipeline(foreignBit).encode(message)).isInstanceOf(ProtocolException.class)
                .hasMessage("extension a changed reserved bits that it doesn't own");
        assertThatThrownBy(() -> pipeline(nothing).encode(message)).isInstanceOf(ProtocolException.class)
                .hasMessage("extension a encoded to no frame");
        assertThatThrownBy(() -> pipeline(throwing).encode(message)).isInstanceOf(ProtocolException.class)
                .hasMessageContaining("bug").extracting(e -> ((ProtocolException) e).closeCode()).isEqualTo(1011);
    }
}
