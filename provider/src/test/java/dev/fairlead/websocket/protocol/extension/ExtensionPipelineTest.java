package dev.fairlead.websocket.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExtensionPipelineTest {
    private static Frame text(int rsv, String payload) {
        return new Frame(true, rsv, Opcode.TEXT, MarkingExtension.bytes(payload));
    }

    private static ProtocolException failure(ExtensionPipeline pipeline, Frame frame) {
        return catchThrowableOfType(ProtocolException.class, () -> pipeline.decode(frame, -1));
    }

    @Test
    void passesFramesUnchangedWhereNothingWasNegotiated() throws Exception {
        Frame frame = text(0, "hello");
        assertThat(ExtensionPipeline.EMPTY.encode(frame)).isSameAs(frame);
        assertThat(ExtensionPipeline.EMPTY.decode(frame, 1)).isSameAs(frame);
        assertThat(ExtensionPipeline.EMPTY.isEmpty()).isTrue();
        assertThat(ExtensionPipeline.EMPTY.needsWholeFrames()).isFalse();
        assertThat(ExtensionPipeline.EMPTY.rsvBits()).isZero();
    }

    @Test
    void encodesInTheOrderOfNegotiationAndDecodesInReverse() throws Exception {
        ExtensionPipeline pipeline = new ExtensionPipeline(
                List.of(new MarkingExtension("a", Frame.RSV1), new MarkingExtension("b", Frame.RSV3)));
        Frame encoded = pipeline.encode(text(0, "x"));
        assertThat(MarkingExtension.text(encoded)).isEqualTo("xab");
        assertThat(encoded.rsv()).isEqualTo(Frame.RSV1 | Frame.RSV3);
        Frame decoded = pipeline.decode(encoded, -1);
        assertThat(MarkingExtension.text(decoded)).isEqualTo("x");
        assertThat(decoded.rsv()).isZero();
        assertThat(pipeline.rsvBits()).isEqualTo(Frame.RSV1 | Frame.RSV3);
        assertThat(pipeline.needsWholeFrames()).isTrue();
    }

    @Test
    void refusesTwoExtensionsThatClaimTheSameReservedBit() {
        assertThatThrownBy(() -> new ExtensionPipeline(List.of(new MarkingExtension("a", Frame.RSV1 | Frame.RSV2),
                new MarkingExtension("b", Frame.RSV2)))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("extension b claims a reserved bit that another extension has: 0x20");
    }

    @Test
    void refusesAnExtensionThatClaimsWhatIsNoReservedBit() {
        assertThatThrownBy(() -> new ExtensionPipeline(List.of(new MarkingExtension("a", 0x80))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("extension a");
    }

    @Test
    void failsAFrameWithAReservedBitThatNobodyOwnsWith1002() {
        assertThat(failure(ExtensionPipeline.EMPTY, text(Frame.RSV1, "x")).closeCode()).isEqualTo(1002);
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", Frame.RSV1)));
        assertThat(failure(pipeline, text(Frame.RSV1 | Frame.RSV2, "xa"))).hasMessageContaining("reserved bits 0x20")
                .extracting(ProtocolException::closeCode).isEqualTo(1002);
    }

    @Test
    void passesOnTheProtocolExceptionOfAnExtension() {
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", 0)));
        assertThat(failure(pipeline, text(0, "x"))).hasMessage("no mark of a in x")
                .extracting(ProtocolException::closeCode).isEqualTo(1002);
    }

    @Test
    void reportsAnUnexpectedExceptionAs1011WithItsCause() {
        IllegalStateException bug = new IllegalStateException("bug");
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", 0) {
            @Override
            public Frame decode(Frame incoming, long maxPayload) {
                throw bug;
            }

            @Override
            public Frame encode(Frame outgoing) {
                throw bug;
            }
        }));
        ProtocolException decoding = failure(pipeline, text(0, "x"));
        assertThat(decoding).hasCause(bug).hasMessageContaining("extension a failed");
        assertThat(decoding.closeCode()).isEqualTo(1011);
        assertThatThrownBy(() -> pipeline.encode(text(0, "x"))).isInstanceOf(ProtocolException.class).hasCause(bug);
    }

    @Test
    void reportsAnExtensionThatReturnsNoFrame() {
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", 0) {
            @Override
            public Frame decode(Frame incoming, long maxPayload) {
                return null;
            }

            @Override
            public Frame encode(Frame outgoing) {
                return null;
            }
        }));
        assertThat(failure(pipeline, text(0, "x"))).hasMessage("extension a decoded to no frame");
        assertThatThrownBy(() -> pipeline.encode(text(0, "x"))).hasMessage("extension a encoded to no frame");
    }

    @Test
    void reportsAnExtensionThatSetsABitItDoesNotOwn() {
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", Frame.RSV1) {
            @Override
            public Frame encode(Frame outgoing) {
                return outgoing.withRsv(Frame.RSV2);
            }
        }));
        assertThatThrownBy(() -> pipeline.encode(text(0, "x")))
                .hasMessage("extension a changed reserved bits that it doesn't own");
    }

    @Test
    void reportsAnExtensionThatMakesAControlFrameTooLong() {
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", 0)));
        assertThatThrownBy(() -> pipeline.encode(
                new Frame(true, 0, Opcode.PING, MarkingExtension.bytes("x".repeat(125)))))
                .hasMessage("extension a made a control frame of more than 125 bytes");
    }

    @Test
    void failsWhatAnExtensionDecodedBeyondTheLimitWith1009() {
        ExtensionPipeline pipeline = new ExtensionPipeline(List.of(new MarkingExtension("a", 0)));
        assertThatThrownBy(() -> pipeline.decode(text(0, "1234a"), 3)).isInstanceOf(ProtocolException.class)
                .extracting(e -> ((ProtocolException) e).closeCode()).isEqualTo(1009);
    }

    @Test
    void closesAllExtensionsAlsoWhereSomeThrow() {
        MarkingExtension a = new MarkingExtension("a", 0);
        MarkingExtension b = new MarkingExtension("b", 0);
        MarkingExtension c = new MarkingExtension("c", 0);
        a.onClose = new IllegalStateException("a");
        b.onClose = new IllegalStateException("b");
        assertThatThrownBy(() -> new ExtensionPipeline(List.of(a, b, c)).close()).isInstanceOf(ExtensionFailedException.class)
                .hasMessage("extension a failed to close: " + a.onClose).hasCause(a.onClose)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).singleElement().asInstanceOf(THROWABLE)
                        .hasCause(b.onClose));
        assertThat(List.of(a.closed, b.closed, c.closed)).containsExactly(1, 1, 1);
    }
}
