package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.OutgoingMessage;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames through the pipeline. */
class ProtocolExtensionTest {
    private final CountingAllocator allocator = new CountingAllocator();

    private static void receive(Protocol protocol, byte[] bytes, int size) {
        for (int i = 0; i < bytes.length; i += size) {
            protocol.receive(ByteBuffer.wrap(bytes, i, Math.min(size, bytes.length - i)));
        }
    }

    private static byte[] inverted(String text) {
        byte[] bytes = Wire.utf8(text);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        return bytes;
    }

    private static NegotiatedExtension[] chain(boolean wholeFrames) {
        return wholeFrames
                ? new NegotiatedExtension[] {new TestExtension.Inverter(), new TestExtension.Counter()}
                : new NegotiatedExtension[] {new TestExtension.Inverter()};
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everythingComesBackHoweverItIsCut(boolean wholeFrames) throws ProtocolException {
        String large = "gr\u00fc\u00df \ud83d\ude00 ".repeat(3000);
        for (Role role : Role.values()) {
            Protocol sender = TestExtension.protocol(role, allocator, Events.whole(), chain(wholeFrames));
            sender.sendText("Hello", true);
            sender.sendText(large, false);
            sender.sendPing(ByteBuffer.wrap(Wire.bytes(1)));
            sender.sendText("", false);
            sender.sendText("end", true);
            sender.sendBinary(ByteBuffer.allocate(20_000), true);
            sender.sendBinary(ByteBuffer.allocate(0), true);
            sender.sendClose(4000, "bye");
            byte[] bytes = ProtocolSendTest.drain(sender);
            Role other = role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
            for (int size : new int[] {1, 1000, 100_000}) {
                Events events = Events.whole();
                receive(TestExtension.protocol(other, allocator, events, chain(wholeFrames)), bytes.clone(), size);
                assertThat(events.log).containsExactly("text Hello", "reply pong 01", "ping 01",
                        "text " + large + "end", "binary " + Events.hex(ByteBuffer.allocate(20_000)), "binary ",
                        "reply close 4000", "end 4000 bye");
            }
        }
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void extensionsAreToldTheWishesOfAMessageWithEachOfItsFrames() throws ProtocolException {
        TestExtension.Told told = new TestExtension.Told();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, Events.whole(), new TestExtension.Inverter(),
                told);
        protocol.sendText("a", true);
        protocol.sendText("b", true, OutgoingMessage.UNCOMPRESSED);
        protocol.sendBinary(ByteBuffer.allocate(1), false, OutgoingMessage.UNCOMPRESSED);
        protocol.sendPing(ByteBuffer.allocate(0));
        protocol.sendBinary(ByteBuffer.allocate(1), false);
        protocol.sendBinary(ByteBuffer.allocate(1), true, OutgoingMessage.ORDINARY);
        protocol.sendText("c", false);
        protocol.sendText("d", true, OutgoingMessage.UNCOMPRESSED);
        protocol.sendClose(1000, "");
        assertThat(told.told).containsExactly("last TEXT", "last TEXT uncompressed", "BINARY uncompressed", "last PING",
                "CONTINUATION uncompressed", "last CONTINUATION uncompressed", "TEXT", "last CONTINUATION", "last CLOSE");
        protocol.output().clear();
    }

    @Test
    void largeFramesReachThePipelineInPiecesAsTheyArrive() {
        TestExtension.Inverter inverter = new TestExtension.Inverter();
        Events events = Events.whole().limit(1000);
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, inverter);
        byte[] bytes = Wire.ofClient().frame(0x21, inverted("x".repeat(300))).frame(0x80, inverted("y".repeat(100)))
                .frame(0xA9, inverted("z")).toBytes();
        receive(protocol, bytes, 150);
        assertThat(inverter.decoded).containsExactly("TEXT rsv 142 of 1000", "CONTINUATION 150 of 858",
                "CONTINUATION 8 of 708", "last CONTINUATION 100 of 700", "last PING rsv 1 of 125");
        assertThat(events.log).containsExactly("text " + "x".repeat(300) + "y".repeat(100), "reply pong 7a", "ping 7a");
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void framesReachThePipelineWholeWhereItNeedsThat() {
        TestExtension.Counter counter = new TestExtension.Counter();
        Events events = Events.inParts().limit(1000);
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, counter);
        byte[] bytes = Wire.ofClient().frame(0x02, Wire.bytes(0, 10, 11)).frame(0x00, Wire.bytes(1))
                .frame(0x80, Wire.bytes(2, 12)).toBytes();
        receive(protocol, bytes, 1);
        assertThat(counter.decoded).containsExactly("BINARY 3 of 1000", "CONTINUATION 1 of 1000",
                "last CONTINUATION 2 of 1000");
        assertThat(events.log).containsExactly("binary 0a0b ...", "binary  ...", "binary 0c");
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void messagesInPartsAreDecodedALittleAtATime() {
        TestExtension.Expander expander = new TestExtension.Expander();
        Events events = Events.inParts();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, expander);
        receive(protocol, Wire.ofClient().frame(0x82, new byte[20_000]).toBytes(), 30_000);
        assertThat(expander.decoded).containsExactly("BINARY 8192 of -1", "CONTINUATION 8192 of -1",
                "last CONTINUATION 3616 of -1");
        assertThat(events.log).hasSize(3);
    }

    @Test
    void decodedMessagesKeepTheLimit() {
        for (Opcode type : new Opcode[] {Opcode.TEXT, Opcode.BINARY}) {
            Events events = Events.whole().limit(100);
            Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Expander());
            receive(protocol, Wire.ofClient().frame(false, type, new byte[7])
                    .frame(true, Opcode.CONTINUATION, new byte[3])
                    .frame(false, type, new byte[7]).frame(true, Opcode.CONTINUATION, new byte[4]).toBytes(), 1000);
            assertThat(events.log).hasSize(3).endsWith("reply close 1009", "end 1009 failed");
            assertThat(events.failure).hasMessageContaining("limit of 100 bytes")
                    .hasMessageContaining(type == Opcode.TEXT ? "maxTextMessageSize" : "maxBinaryMessageSize")
                    .hasRootCauseMessage("too much");
            assertThat(allocator.lent).isEmpty();
        }
    }

    @Test
    void wholeFramesAreRefusedByTheirHeaderWhereTheyCannotFit() {
        Events events = Events.whole().limit(1000);
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Counter());
        receive(protocol, Wire.ofClient().header(0x82, 100_000).toBytes(), 1000);
        assertThat(events.failure).hasMessage("binary message exceeds the limit of 1000 bytes (maxBinaryMessageSize)");
        assertThat(allocator.acquired).isZero();
    }

    @Test
    void decodedTextIsChecked() {
        Events events = Events.whole();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Inverter());
        receive(protocol, Wire.ofClient().frame(0xA1, Wire.bytes(~'a', ~0xFF)).toBytes(), 1000);
        assertThat(events.log).containsExactly("reply close 1007", "end 1007 failed");
    }

    @Test
    void violationsOfAnExtensionFailTheConnection() {
        Events events = Events.whole();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Counter());
        receive(protocol, Wire.ofClient().binary(7).toBytes(), 1000);
        assertThat(events.log).containsExactly("reply close 1002", "end 1002 failed");
        assertThat(events.status.reason()).isEqualTo("a frame is missing");
    }

    @Test
    void controlFramesThatDecodeToTooMuchFailTheConnection() {
        Events events = Events.whole();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Expander());
        receive(protocol, Wire.ofClient().pong("x".repeat(6)).pong("x".repeat(13)).toBytes(), 1000);
        assertThat(events.log).containsExactly("pong " + "00".repeat(60), "reply close 1002", "end 1002 failed");
    }

    @Test
    void reservedBitsThatAreLeftFailTheConnection() {
        Events events = Events.whole();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Inverter());
        receive(protocol, Wire.ofClient().frame(0xB1, new byte[0]).toBytes(), 1000);
        assertThat(events.log).containsExactly("reply close 1002", "end 1002 failed");
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "PING"})
    void whatAnExtensionThrowsFailsTheConnectionAndIsNotToldToThePeer(Opcode opcode) {
        Events events = Events.whole();
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, events, new TestExtension.Failing());
        receive(protocol, Wire.ofClient().frame(true, opcode, "x").text("y").toBytes(), 1000);
        assertThat(events.log).containsExactly("reply close 1011", "end 1011 failed");
        assertThat(events.status.reason()).isEmpty();
        assertThat(events.failure).hasRootCauseMessage("secret");
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void afterAFailureNothingButACloseFrameIsSent() throws ProtocolException {
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, Events.whole(), new TestExtension.Failing());
        assertThatThrownBy(() -> protocol.sendText("x", true)).isInstanceOf(ProtocolException.class)
                .hasRootCauseMessage("secret");
        assertThatIllegalStateException().isThrownBy(() -> protocol.sendPing(ByteBuffer.allocate(0)))
                .withMessageContaining("extension");
        protocol.send(new Reply(Opcode.PONG, ByteBuffer.allocate(0)));
        assertThat(protocol.sendClose(1011, "")).isTrue();
        assertThat(ProtocolSendTest.drain(protocol)).isEqualTo(Wire.bytes(0x88, 2, 3, 0xF3));
    }

    @Test
    void theCloseFrameIsSentEvenIfAnExtensionFailsAtIt() {
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, Events.whole(), new TestExtension.Failing());
        assertThat(protocol.sendClose(1000, "")).isTrue();
        assertThat(protocol.isCloseSent()).isTrue();
        assertThat(ProtocolSendTest.drain(protocol)).isEqualTo(Wire.bytes(0x88, 2, 3, 0xE8));
    }

    @Test
    void releaseEndsTheExtensions() {
        TestExtension.Counter counter = new TestExtension.Counter();
        TestExtension.protocol(Role.SERVER, allocator, Events.whole(), counter).release();
        assertThat(counter.closed).isTrue();
    }

    @Test
    void serversReferToLargePayloadsThatExtensionsLeaveAlone() throws ProtocolException {
        Protocol protocol = TestExtension.protocol(Role.SERVER, allocator, Events.whole(),
                new TestExtension.Expander());
        byte[] large = new byte[50_000];
        protocol.sendBinary(ByteBuffer.wrap(large), true);
        assertThat(protocol.output().take()[1].array()).isSameAs(large);
    }

    @Test
    void compressedMessagesComeBackHoweverTheyAreCut() throws Exception {
        Random random = new Random(6);
        for (int round = 0; round < 20; round++) {
            Protocol server = TestExtension.protocol(Role.SERVER, allocator, Events.whole(), serverDeflate());
            Events events = round % 2 == 0 ? Events.whole() : Events.inParts();
            Protocol client = TestExtension.protocol(Role.CLIENT, allocator, events, clientDeflate());
            StringBuilder sent = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                String text = ("gr\u00fc\u00df \ud83d\ude00 " + i).repeat(1 + random.nextInt(5000));
                int cut = random.nextInt(text.length());
                server.sendText(text.substring(0, cut), false);
                server.sendText(text.substring(cut), true);
                sent.append(text);
            }
            receive(client, ProtocolSendTest.drain(server), 1 + random.nextInt(5000));
            assertThat(events.log.stream().map(line -> line.substring("text ".length()).replace(" ...", ""))
                    .collect(Collectors.joining())).isEqualTo(sent.toString());
            server.release();
            client.release();
        }
        assertThat(allocator.lent).isEmpty();
    }

    @Test
    void aBombStopsAtTheLimit() throws Exception {
        Protocol client = TestExtension.protocol(Role.CLIENT, allocator, Events.whole(), clientDeflate());
        client.sendBinary(ByteBuffer.allocate(10_000_000), true);
        byte[] bomb = ProtocolSendTest.drain(client);
        assertThat(bomb.length).isLessThan(200_000);
        Events events = Events.whole().limit(100_000);
        Protocol server = TestExtension.protocol(Role.SERVER, allocator, events, serverDeflate());
        receive(server, bomb, 1000);
        assertThat(events.log).containsExactly("reply close 1009", "end 1009 failed");
        assertThat(events.failure).hasMessage(
                "binary message exceeds the limit of 100000 bytes (maxBinaryMessageSize)");
        assertThat(allocator.largest).isLessThanOrEqualTo(200_000);
    }

    private static NegotiatedExtension serverDeflate() {
        return PerMessageDeflate.server().build().accept(List.of(), List.of()).orElseThrow().extension();
    }

    private static NegotiatedExtension clientDeflate() throws ExtensionNegotiationException {
        return PerMessageDeflate.client().build().confirm(List.of(), List.of());
    }
}
