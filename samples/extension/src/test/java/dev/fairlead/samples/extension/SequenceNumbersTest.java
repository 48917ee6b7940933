package dev.fairlead.samples.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ClientExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ClientNegotiation;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceNumbersTest {
    private ExtensionPipeline server;
    private ExtensionPipeline client;

    /** Both sides of a handshake. */
    private void negotiate(List<? extends ServerExtensionFactory> installed,
            List<? extends ClientExtensionFactory> offered) throws ExtensionNegotiationException {
        List<Accepted> accepted = ServerNegotiation.negotiate(installed, offered.stream()
                .map(factory -> new ExtensionOffer(factory.name(), factory.offer())).toList());
        server = new ExtensionPipeline(accepted.stream().map(Accepted::extension).toList());
        client = new ExtensionPipeline(ClientNegotiation.confirm(offered, accepted.stream()
                .map(answer -> new ExtensionOffer(answer.extension().name(), answer.parameters())).toList()));
    }

    private static Frame frame(Opcode opcode, boolean fin, String payload) {
        return new Frame(fin, 0, opcode, ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Frame text(String payload) {
        return frame(Opcode.TEXT, true, payload);
    }

    private static String text(Frame frame) {
        return StandardCharsets.US_ASCII.decode(frame.payload()).toString();
    }

    private static void assertViolation(ExtensionPipeline pipeline, Frame frame, String message) {
        assertThatThrownBy(() -> pipeline.decode(frame, -1)).isInstanceOf(ProtocolException.class)
                .hasMessage("sequence-number: " + message)
                .extracting(e -> ((ProtocolException) e).closeCode()).isEqualTo(1002);
    }

    @Test
    void numbersTheMessagesOfBothDirections() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers(2)));
        for (int i = 0; i < 3; i++) {
            Frame encoded = client.encode(text("hello"));
            assertThat(encoded.rsv()).isEqualTo(Frame.RSV2);
            assertThat(encoded.payload().array()).startsWith(0, i).hasSize(7);
            Frame decoded = server.decode(encoded, 5);
            assertThat(decoded.rsv()).isZero();
            assertThat(text(decoded)).isEqualTo("hello");
        }
        assertThat(text(client.decode(server.encode(text("first answer")), -1))).isEqualTo("first answer");
    }

    @Test
    void numbersTheFirstFrameOfAMessageOnly() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers()));
        assertThat(text(server.decode(client.encode(frame(Opcode.BINARY, false, "a")), -1))).isEqualTo("a");
        assertThat(text(server.decode(client.encode(frame(Opcode.PING, true, "?")), -1))).isEqualTo("?");
        Frame rest = client.encode(frame(Opcode.CONTINUATION, true, "b"));
        assertThat(rest.rsv()).isZero();
        assertThat(text(server.decode(rest, -1))).isEqualTo("b");
        assertThat(text(server.decode(client.encode(text("c")), -1))).isEqualTo("c");
    }

    @Test
    void leavesTheApplicationsPayloadAlone() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers()));
        Frame frame = text("hello");
        client.encode(frame);
        assertThat(text(frame)).isEqualTo("hello");
    }

    @Test
    void wrapsAround() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers(1)));
        for (int i = 0; i < 600; i++) {
            assertThat(text(server.decode(client.encode(text("x")), -1))).isEqualTo("x");
        }
    }

    @Test
    void noticesALostMessage() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers()));
        client.encode(text("lost"));
        assertViolation(server, client.encode(text("next")), "sequence number 1 where 0 was expected");
    }

    @Test
    void noticesAMessageThatComesTwice() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers()));
        Frame frame = client.encode(text("twice"));
        server.decode(frame.withPayload(frame.payload().duplicate()), -1);
        assertViolation(server, frame, "sequence number 0 where 1 was expected");
    }

    @Test
    void refusesFramesThatBreakItsRules() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers()), List.of(new ClientSequenceNumbers()));
        assertViolation(server, text("hello"), "a message without a sequence number");
        assertViolation(server, text("abc").withRsv(Frame.RSV2), "a message without a sequence number");
        assertViolation(server, frame(Opcode.PING, true, "").withRsv(Frame.RSV2),
                "RSV2 in a PING frame, which begins no message");
    }

    @Test
    void agreesOnTheSmallerWidth() throws Exception {
        negotiate(List.of(new ServerSequenceNumbers(2)), List.of(new ClientSequenceNumbers(4)));
        assertThat(server.extensions().get(0).parameters()).containsExactly(new ExtensionParameter("bytes", "2"));
        assertThat(client.encode(text("")).payload().remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "5", "04", "four"})
    void isDeclinedByAServerThatDoesNotUnderstandTheOffer(String bytes) {
        assertThat(new ServerSequenceNumbers().accept(List.of(new ExtensionParameter("bytes", bytes)), List.of()))
                .isEmpty();
        assertThat(new ServerSequenceNumbers().accept(List.of(new ExtensionParameter("bits", "4")), List.of()))
                .isEmpty();
        assertThat(new ServerSequenceNumbers().accept(List.of(), List.of())).isEmpty();
    }

    @Test
    void failsTheConnectionOfAClientThatIsAnsweredMoreThanItOffered() {
        assertThatThrownBy(() -> new ClientSequenceNumbers(2).confirm(List.of(new ExtensionParameter("bytes", "3")),
                List.of())).isInstanceOf(ExtensionNegotiationException.class)
                .hasMessage("the server answered sequence-number; bytes=3 to sequence-number; bytes=2");
    }

    @Test
    void worksTogetherWithCompressionInEitherOrder() throws Exception {
        String message = "a message that comes again and again and again";
        for (List<? extends ClientExtensionFactory> offered : List.of(
                List.of(new ClientSequenceNumbers(), PerMessageDeflate.client().build()),
                List.of(PerMessageDeflate.client().build(), new ClientSequenceNumbers()))) {
            negotiate(List.of(PerMessageDeflate.server().build(), new ServerSequenceNumbers()), offered);
            for (int i = 0; i < 5; i++) {
                Frame encoded = client.encode(text(message));
                assertThat(encoded.rsv()).isEqualTo(Frame.RSV1 | Frame.RSV2);
                assertThat(encoded.payload().remaining()).isLessThan(message.length());
                Frame received = new Frame(encoded.fin(), encoded.rsv(), encoded.opcode(), encoded.payload());
                assertThat(text(server.decode(received, 1000))).isEqualTo(message);
            }
            server.close();
            client.close();
        }
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(ServerExtensionFactory.class)).hasOnlyElementsOfType(ServerSequenceNumbers.class);
        assertThat(ServiceLoader.load(ClientExtensionFactory.class)).hasOnlyElementsOfType(ClientSequenceNumbers.class);
    }
}
