package dev.fairlead.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.BufferAllocator;
import dev.fairlead.websocket.protocol.CloseStatus;
import dev.fairlead.websocket.protocol.Protocol;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.ProtocolListener;
import dev.fairlead.websocket.protocol.Reply;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.frame.Frame;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two ends that talk compressed, in memory. */
class CompressedConversationTest {
    private final Random random = new Random(7692);

    private static final class Received implements ProtocolListener {
        final boolean parts;
        final List<String> messages = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
        CloseStatus status;

        Received(boolean parts) {
            this.parts = parts;
        }

        @Override
        public boolean wantsParts(Opcode type) {
            return parts;
        }

        @Override
        public long maxMessageSize(Opcode type) {
            return 100_000;
        }

        @Override
        public void onText(String part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
        }

        @Override
        public void onBinary(ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            binary.writeBytes(part);
            if (last) {
                messages.add(binary.toString(StandardCharsets.ISO_8859_1));
                binary.reset();
            }
        }

        @Override
        public void onPong(ByteBuffer data) {
            messages.add("pong");
        }

        @Override
        public void onReply(Reply reply) {
            // what would be sent isn't of interest
        }

        @Override
        public void onEnd(CloseStatus end, ProtocolException failure) {
            status = end;
        }
    }

    private static List<NegotiatedExtension> negotiated(PerMessageDeflate.ServerBuilder server) throws Exception {
        ClientExtension client = PerMessageDeflate.client().build();
        Accepted accepted = server.build().accept(client.offer(), List.of()).orElseThrow();
        return List.of(accepted.extension(), client.confirm(accepted.parameters(), List.of()));
    }

    private static byte[] take(Protocol protocol) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ByteBuffer[] buffers = protocol.output().take();
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }
        protocol.output().release(buffers);
        return bytes.toByteArray();
    }

    private void receiveInPieces(Protocol protocol, byte[] bytes) {
        for (int from = 0; from < bytes.length;) {
            int to = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, from + 1 + random.nextInt(200));
            protocol.receive(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300);
        while (text.length() < length) {
            text.append(random.nextInt(3) == 0
                    ? "caf\u00e9 \u20ac \ud83d\ude00 "
                    : "price=" + random.nextInt(1000) + ";");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "window {0}, context {1}, parts {2}")
    @CsvSource({"15, true, false", "15, true, true", "12, true, false", "12, true, true", "9, true, false",
        "8, true, true", "12, false, false", "12, false, true"})
    void understandEachOther(int window, boolean context, boolean parts) throws Exception {
        List<NegotiatedExtension> extensions = negotiated(PerMessageDeflate.server().serverMaxWindowBits(window)
                .clientMaxWindowBits(window).serverNoContextTakeover(!context).clientNoContextTakeover(!context));
        for (Role role : Role.values()) {
            Received received = new Received(parts);
            int sending = role == Role.SERVER ? 0 : 1;
            Protocol sender = new Protocol(role, new ExtensionPipeline(List.of(extensions.get(sending))),
                    BufferAllocator.UNPOOLED, new Received(false));
            Protocol receiver = new Protocol(role == Role.SERVER ? Role.CLIENT : Role.SERVER,
                    new ExtensionPipeline(List.of(extensions.get(1 - sending))), BufferAllocator.UNPOOLED, received);
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                send(sender, sent);
                if (random.nextInt(5) == 0) {
                    receiveInPieces(receiver, take(sender));
                }
            }
            receiveInPieces(receiver, take(sender));
            assertThat(received.messages).isEqualTo(sent);
            assertThat(received.status).isNull();
        }
    }

    private void send(Protocol sender, List<String> sent) throws ProtocolException {
        switch (random.nextInt(4)) {
            case 0 -> {
                byte[] data = new byte[random.nextInt(2000)];
                random.nextBytes(data);
                sender.sendBinary(ByteBuffer.wrap(data), true);
                sent.add(new String(data, StandardCharsets.ISO_8859_1));
            }
            case 1 -> {
                String text = text();
                int cut = random.nextInt(text.length() + 1);
                sender.sendText(text.substring(0, cut), false);
                sender.sendPong(ByteBuffer.allocate(3));
                sender.sendText(text.substring(cut), true);
                sent.add("pong");
                sent.add(text);
            }
            default -> {
                String text = text();
                sender.sendText(text, true);
                sent.add(text);
            }
        }
    }

    private static byte[] compressedFrame(byte[] plain) throws Exception {
        Frame frame = negotiated(PerMessageDeflate.server()).get(0)
                .encode(new Frame(true, 0, Opcode.TEXT, ByteBuffer.wrap(plain)));
        byte[] payload = new byte[frame.payload().remaining()];
        frame.payload().get(payload);
        ByteBuffer bytes = ByteBuffer.allocate(payload.length + 4);
        bytes.put((byte) (0x80 | frame.rsv() | Opcode.TEXT.code()));
        if (payload.length < 126) {
            bytes.put((byte) payload.length);
        } else {
            bytes.put((byte) 126).putShort((short) payload.length);
        }
        return Arrays.copyOf(bytes.put(payload).array(), bytes.position());
    }

    private static Received receive(byte[] bytes, boolean parts) throws Exception {
        Received received = new Received(parts);
        new Protocol(Role.CLIENT, new ExtensionPipeline(List.of(negotiated(PerMessageDeflate.server()).get(1))),
                BufferAllocator.UNPOOLED, received).receive(ByteBuffer.wrap(bytes));
        return received;
    }

    @Test
    void refuseTextThatIsNotUtf8InsideOfACompressedMessage() throws Exception {
        byte[] plain = new byte[200];
        Arrays.fill(plain, (byte) 'a');
        plain[150] = (byte) 0xFF;
        assertThat(receive(compressedFrame(plain), false).status.code()).isEqualTo(1007);
        assertThat(receive(compressedFrame(plain), true).status.code()).isEqualTo(1007);
    }

    @Test
    void stopABombAtTheLimitOfAMessageAndNotWhereItIsTakenInParts() throws Exception {
        byte[] plain = new byte[2_000_000];
        Arrays.fill(plain, (byte) 'a');
        assertThat(receive(compressedFrame(plain), false).status.code()).isEqualTo(1009);
        Received inParts = receive(compressedFrame(plain), true);
        assertThat(inParts.messages).singleElement().asString().hasSize(2_000_000);
    }

    @Test
    void canSendAndReceiveAtOnce() throws Exception {
        List<NegotiatedExtension> extensions = negotiated(PerMessageDeflate.server());
        NegotiatedExtension server = extensions.get(0);
        NegotiatedExtension client = extensions.get(1);
        Callable<Void> toClient = () -> talk(server, client, "to the client");
        Callable<Void> toServer = () -> talk(client, server, "to the server");
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> direction : executor.invokeAll(List.of(toClient, toServer))) {
                direction.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    private static Void talk(NegotiatedExtension from, NegotiatedExtension to, String text) throws ProtocolException {
        for (int i = 0; i < 3000; i++) {
            byte[] message = (text + " ".repeat(i % 50) + i).getBytes(StandardCharsets.US_ASCII);
            Frame encoded = from.encode(new Frame(true, 0, Opcode.TEXT, ByteBuffer.wrap(message)));
            assertThat(to.decode(encoded, message.length).payload()).isEqualTo(ByteBuffer.wrap(message));
        }
        return null;
    }
}
