package dev.fairlead.websocket.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.ExtensionPipeline;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random bytes against a reference that reads them slowly and simply. */
class ProtocolFuzzTest {
    private static final int LIMIT = 300;

    /** Mostly valid frames, with something wrong now and then. */
    private static byte[] stream(Role role, Random random) {
        Wire wire = Wire.to(role);
        boolean open = false;
        int frames = 1 + random.nextInt(8);
        for (int i = 0; i < frames; i++) {
            int kind = random.nextInt(20);
            byte[] payload = payload(random);
            if (kind < 12) {
                boolean fin = random.nextInt(3) > 0;
                wire.frame(fin, open ? Opcode.CONTINUATION : random.nextInt(4) > 0 ? Opcode.TEXT : Opcode.BINARY,
                        payload);
                open = !fin;
            } else if (kind < 17) {
                wire.frame(0x89 + random.nextInt(2), payload);
            } else if (kind < 18) {
                wire.close(1000 + random.nextInt(15), random.nextBoolean() ? "" : "bye");
            } else {
                wire.frame(random.nextInt(256), payload);
            }
        }
        byte[] bytes = wire.toBytes();
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private static byte[] payload(Random random) {
        String text = "a\u00e9\u20ac\ud83d\ude00plain".repeat(random.nextInt(random.nextInt(8) == 0 ? 20 : 4));
        byte[] bytes = Wire.utf8(text);
        int from = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : 0;
        return Arrays.copyOfRange(bytes, from, random.nextInt(3) == 0 ? from + random.nextInt(bytes.length - from + 1)
                : bytes.length);
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheReferenceOnWhateverComes(Role role) {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = stream(role, random);
            Events expected = new ReferenceReceiver(role, bytes, LIMIT).read();
            CountingAllocator allocator = new CountingAllocator();
            Events events = Events.whole().limit(LIMIT);
            Protocol protocol = new Protocol(role, ExtensionPipeline.EMPTY, allocator, events);
            byte[] copy = bytes.clone();
            int step = random.nextInt(3);
            for (int i = 0; i < copy.length; ) {
                int size = step == 0 ? copy.length : step == 1 ? 1 : Math.min(1 + random.nextInt(40), copy.length - i);
                protocol.receive(ByteBuffer.wrap(copy, i, size));
                i += size;
            }
            if (!events.log.equals(expected.log)) {
                assertThat(events.log).as("round %d: %s", round, HexFormat.of().formatHex(bytes))
                        .isEqualTo(expected.log);
            }
            protocol.release();
            assertThat(allocator.lent).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noiseNeverThrows(Role role) {
        Random random = new Random(8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            Events events = random.nextBoolean() ? Events.whole() : Events.inParts();
            Protocol protocol = ProtocolReceiveTest.protocol(role, events);
            protocol.receive(ByteBuffer.wrap(bytes));
            protocol.receiveEof();
            assertThat(events.log.stream().filter(line -> line.startsWith("end"))).hasSize(1);
        }
    }
}
