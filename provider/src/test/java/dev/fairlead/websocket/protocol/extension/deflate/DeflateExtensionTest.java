package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeflateExtensionTest {
    private static final String TEXT = "{\"symbol\":\"EUR\",\"price\":10871,\"symbol\":\"USD\",\"price\":10000}";

    private final TestPool pool = new TestPool();

    private NegotiatedExtension server(int minimumSize, ExtensionParameter... offer) {
        return server(Compression.DEFAULT.withLevel(6).withMinimumSize(minimumSize), offer);
    }

    private NegotiatedExtension server(Compression compression, ExtensionParameter... offer) {
        return new ServerDeflate(12, 12, false, false, false, compression, new ZlibCodec(pool))
                .accept(List.of(offer), List.of()).map(Accepted::extension).orElseThrow();
    }

    private NegotiatedExtension client() throws Exception {
        return new ClientDeflate(15, 12, ClientDeflate.WindowOffer.WITHOUT_VALUE, false, false, Compression.DEFAULT,
                new ZlibCodec(pool)).confirm(List.of(), List.of());
    }

    private static Frame frame(Opcode opcode, boolean fin, String payload) {
        return new Frame(fin, 0, opcode, ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(Frame frame) {
        return StandardCharsets.ISO_8859_1.decode(frame.payload().duplicate()).toString();
    }

    private static int closeCode(NegotiatedExtension extension, Frame frame) {
        return catchThrowableOfType(ProtocolException.class, () -> extension.decode(frame, -1)).closeCode();
    }

    @Test
    void marksACompressedMessageAndMakesItSmaller() throws Exception {
        Frame encoded = server(0).encode(frame(Opcode.TEXT, true, TEXT));
        assertThat(encoded.rsv()).isEqualTo(Frame.RSV1);
        assertThat(encoded.opcode()).isEqualTo(Opcode.TEXT);
        assertThat(encoded.payload().remaining()).isLessThan(TEXT.length());
        Frame decoded = client().decode(encoded, TEXT.length());
        assertThat(decoded.rsv()).isZero();
        assertThat(text(decoded)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @EnumSource(value = Opcode.class, names = {"PING", "PONG", "CLOSE"})
    void leavesControlFramesAlone(Opcode opcode) throws Exception {
        Frame frame = frame(opcode, true, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        assertThat(server(0).encode(frame)).isSameAs(frame);
        assertThat(server(0).decode(frame, 0)).isSameAs(frame);
    }

    @ParameterizedTest
    @EnumSource(value = Opcode.class, names = {"CONTINUATION", "PING", "PONG", "CLOSE"})
    void refusesRsv1WhereNoMessageBegins(Opcode opcode) throws Exception {
        NegotiatedExtension extension = server(0);
        extension.decode(new Frame(false, Frame.RSV1, Opcode.TEXT, ByteBuffer.allocate(0)), -1);
        assertThat(closeCode(extension, frame(opcode, true, "x").withRsv(Frame.RSV1))).isEqualTo(1002);
        extension.close();
    }

    @Test
    void refusesRsv1InAContinuationOfAnUncompressedMessage() throws Exception {
        NegotiatedExtension extension = server(0);
        extension.decode(frame(Opcode.BINARY, false, "x"), -1);
        assertThat(closeCode(extension, frame(Opcode.CONTINUATION, true, "x").withRsv(Frame.RSV1))).isEqualTo(1002);
    }

    @Test
    void leavesMessagesBelowTheMinimumSizeAlone() throws Exception {
        NegotiatedExtension extension = server(32);
        Frame small = frame(Opcode.TEXT, true, "a".repeat(31));
        assertThat(extension.encode(small)).isSameAs(small);
        assertThat(extension.encode(frame(Opcode.TEXT, true, "a".repeat(32))).rsv()).isEqualTo(Frame.RSV1);
    }

    @Test
    void compressesWhatDoesNotGetSmallerWhereItIsToldTo() throws Exception {
        Frame noise = frame(Opcode.BINARY, true, "\u00b7k\u0003");
        assertThat(server(Compression.DEFAULT).encode(noise)).isSameAs(noise);
        NegotiatedExtension always = server(Compression.DEFAULT.withOnlyIfSmaller(false));
        for (Frame frame : List.of(noise, frame(Opcode.TEXT, true, ""), noise)) {
            Frame encoded = always.encode(frame);
            assertThat(encoded.rsv()).isEqualTo(Frame.RSV1);
            assertThat(text(client().decode(encoded, -1))).isEqualTo(text(frame));
        }
    }

    @Test
    void keepsWhatMayNotBeCompressedOutOfTheContext() throws Exception {
        NegotiatedExtension server = server(0);
        NegotiatedExtension client = client();
        Frame secret = frame(Opcode.TEXT, true, TEXT);
        assertThat(server.encode(secret, OutgoingMessage.UNCOMPRESSED)).isSameAs(secret);
        Frame part = frame(Opcode.TEXT, false, TEXT);
        assertThat(server.encode(part, OutgoingMessage.UNCOMPRESSED)).isSameAs(part);
        Frame end = frame(Opcode.CONTINUATION, true, TEXT);
        assertThat(server.encode(end, OutgoingMessage.UNCOMPRESSED)).isSameAs(end);

        Frame first = server.encode(secret, OutgoingMessage.ORDINARY);
        assertThat(first.rsv()).isEqualTo(Frame.RSV1);
        assertThat(first.payload()).as("nothing to refer to").isEqualTo(server(0).encode(secret).payload());
        Frame second = server.encode(secret, OutgoingMessage.ORDINARY);
        assertThat(second.payload().remaining()).as("the context").isLessThan(first.payload().remaining());
        assertThat(text(client.decode(first, -1))).isEqualTo(TEXT);
        assertThat(server.encode(secret, OutgoingMessage.UNCOMPRESSED)).isSameAs(secret);
        assertThat(text(client.decode(second, -1))).isEqualTo(TEXT);
    }

    @Test
    void hasNoMinimumSizeWithContextAndOneWithout() throws Exception {
        Frame small = frame(Opcode.TEXT, true, "a".repeat(95));
        assertThat(server(Compression.AUTOMATIC).encode(small).rsv()).isEqualTo(Frame.RSV1);
        NegotiatedExtension forgetful = server(Compression.AUTOMATIC,
                ExtensionParameter.flag("server_no_context_takeover"));
        assertThat(forgetful.encode(small)).isSameAs(small);
        assertThat(forgetful.encode(frame(Opcode.TEXT, true, "a".repeat(96))).rsv()).isEqualTo(Frame.RSV1);
    }

    @Test
    void leavesAMessageAloneThatWouldNotGetSmaller() throws Exception {
        NegotiatedExtension extension = server(0);
        Frame noise = frame(Opcode.BINARY, true, "q");
        assertThat(extension.encode(noise)).isSameAs(noise);
        Frame empty = frame(Opcode.TEXT, true, "");
        assertThat(extension.encode(empty)).isSameAs(empty);
    }

    @Test
    void marksTheFirstFrameOfAFragmentedMessageOnlyAndFlushesEach() throws Exception {
        NegotiatedExtension server = server(1000);
        NegotiatedExtension client = client();
        Frame first = server.encode(frame(Opcode.TEXT, false, "Hel"));
        Frame ping = server.encode(frame(Opcode.PING, true, "?"));
        Frame second = server.encode(frame(Opcode.CONTINUATION, false, ""));
        Frame third = server.encode(frame(Opcode.CONTINUATION, false, "lo, Hel"));
        Frame fourth = server.encode(frame(Opcode.CONTINUATION, true, ""));
        assertThat(List.of(first.rsv(), ping.rsv(), second.rsv(), third.rsv(), fourth.rsv()))
                .containsExactly(Frame.RSV1, 0, 0, 0, 0);
        assertThat(text(client.decode(first, -1))).isEqualTo("Hel");
        assertThat(text(client.decode(ping, -1))).isEqualTo("?");
        assertThat(text(client.decode(second, -1))).isEmpty();
        assertThat(text(client.decode(third, -1))).isEqualTo("lo, Hel");
        Frame end = client.decode(fourth, -1);
        assertThat(text(end)).isEmpty();
        assertThat(end.fin()).isTrue();
        assertThat(end.opcode()).isEqualTo(Opcode.CONTINUATION);
        assertThat(text(client.decode(server.encode(frame(Opcode.TEXT, true, "x".repeat(2000))), -1))).hasSize(2000);
    }

    @Test
    void takesCompressedAndUncompressedMessagesInTurn() throws Exception {
        NegotiatedExtension client = client();
        NegotiatedExtension server = server(0);
        Random random = new Random(8);
        Messages messages = new Messages(8);
        int plain = 0;
        for (int i = 0; i < 500; i++) {
            String message = new String(messages.next(600), StandardCharsets.ISO_8859_1);
            if (random.nextInt(4) == 0) {
                int cut = random.nextInt(message.length() + 1);
                Frame start = server.encode(frame(Opcode.BINARY, false, message.substring(0, cut)));
                Frame rest = server.encode(frame(Opcode.CONTINUATION, true, message.substring(cut)));
                assertThat(text(client.decode(start, -1)) + text(client.decode(rest, -1))).isEqualTo(message);
            } else {
                Frame encoded = server.encode(frame(Opcode.BINARY, true, message));
                plain += encoded.rsv() == 0 ? 1 : 0;
                assertThat(text(client.decode(encoded, message.length()))).isEqualTo(message);
            }
        }
        assertThat(plain).isPositive();
        server.close();
        client.close();
        assertThat(pool.returned).isEqualTo(pool.lent);
    }

    @Test
    void takesFramesInPartsAndGivesBackTheStreamOfAnUnfinishedMessage() throws Exception {
        NegotiatedExtension client = client();
        assertThat(client.needsWholeFrames()).isFalse();
        ByteBuffer payload = server(0).encode(frame(Opcode.TEXT, true, TEXT)).payload();
        ByteBuffer half = payload.duplicate().limit(payload.remaining() / 2);
        client.decode(new Frame(false, Frame.RSV1, Opcode.TEXT, half), -1);
        assertThat(pool.lent - pool.returned).isOne();
        client.close();
        assertThat(pool.lent).isEqualTo(pool.returned);
    }

    @Test
    void reportsGarbageAs1007AndABombAs1009() throws Exception {
        assertThat(closeCode(client(), frame(Opcode.TEXT, true, "\u00ff\u00ff").withRsv(Frame.RSV1))).isEqualTo(1007);
        Frame bomb = server(0).encode(frame(Opcode.TEXT, true, "a".repeat(100_000)));
        NegotiatedExtension client = client();
        ProtocolException failure = catchThrowableOfType(ProtocolException.class, () -> client.decode(bomb, 99_999));
        assertThat(failure.closeCode()).isEqualTo(1009);
    }

    @Test
    void worksInAPipelineAndShowsWhatWasNegotiated() throws Exception {
        NegotiatedExtension server = server(0, ExtensionParameter.flag("client_max_window_bits"));
        assertThat(server).hasToString("permessage-deflate; server_max_window_bits=12; client_max_window_bits=12");
        try (ExtensionPipeline pipeline = new ExtensionPipeline(List.of(server))) {
            assertThat(pipeline.rsvBits()).isEqualTo(Frame.RSV1);
            assertThat(pipeline.needsWholeFrames()).isFalse();
            assertThat(pipeline.encode(frame(Opcode.TEXT, true, TEXT)).rsv()).isEqualTo(Frame.RSV1);
        }
    }
}
