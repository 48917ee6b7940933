package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.fuzz.FuzzInput;
import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Any messages with any settings: what an engine makes of them is inflated to the same by the letter of the RFCs and by
 * each engine, a message that isn't made smaller leaves no trace, and the input isn't touched. There are two connections
 * that share their engine's memory.
 *
 * <p>Input: window and context, level, memory level, strategy, engine and tables; then messages: how it is sent and what
 * it is made of, see {@link #message} and {@link #content}.
 */
public final class DeflateFuzzer {
    private static final int MOST_PLAIN = 1 << 16;

    private final int window;
    private final List<Connection> connections;
    private byte[] said = new byte[1024];
    private int length;

    private DeflateFuzzer(int windowBits, boolean contextTakeover, Engine engine, Compression compression) {
        window = 1 << windowBits;
        DeflateCodec codec = engine.codec();
        connections = List.of(new Connection(codec, windowBits, contextTakeover, compression),
                new Connection(codec, windowBits, contextTakeover, compression));
    }

    /** A deflater, and all that have to understand it. */
    private static final class Connection {
        private final MessageDeflater deflater;
        private final StrictInflater strict;
        private final List<MessageInflater> inflaters = new ArrayList<>();

        Connection(DeflateCodec codec, int windowBits, boolean contextTakeover, Compression compression) {
            deflater = codec.deflater(windowBits, contextTakeover, compression);
            strict = new StrictInflater(windowBits, contextTakeover);
            for (Engine each : Engine.values()) {
                inflaters.add(each.codec().inflater(windowBits, contextTakeover));
            }
        }

        void check(byte[] payload, byte[] plain) throws ProtocolException {
            assertThat(Arrays.equals(strict.inflate(payload), plain)).as("by the letter").isTrue();
            for (MessageInflater inflater : inflaters) {
                ByteBuffer inflated = inflater.inflate(ByteBuffer.wrap(payload.clone()), true, plain.length);
                assertThat(inflated.equals(ByteBuffer.wrap(plain))).as(inflater.toString()).isTrue();
            }
        }
    }

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzInput input = new FuzzInput(data);
        int windowBits = input.next();
        int level = input.between(1, 9);
        int memoryLevel = input.between(1, 9);
        Strategy strategy = Strategy.values()[input.next() % Strategy.values().length];
        int engineAndTables = input.next();
        Engine engine = Engine.of(engineAndTables);
        Tables tables = engineAndTables < 128 ? Tables.SHARED : Tables.CONNECTION;
        DeflateFuzzer fuzzer = new DeflateFuzzer(8 + windowBits % 8, windowBits < 128, engine,
                engine.compression(level, memoryLevel, strategy, tables));
        while (input.hasMore() && fuzzer.length < MOST_PLAIN) {
            try {
                fuzzer.message(input);
            } catch (ProtocolException e) {
                throw new AssertionError("refused", e);
            }
        }
    }

    /** Whole and only if that makes it smaller (0 or 1), whole in any case (2), or in parts (3 to 7); +8: on the other. */
    private void message(FuzzInput input) throws ProtocolException {
        int choice = input.next();
        int how = choice % 8;
        Connection connection = connections.get(choice / 8 % 2);
        MessageDeflater deflater = connection.deflater;
        if (how < 3) {
            byte[] plain = content(input);
            ByteBuffer given = given(plain, how);
            ByteBuffer payload = how == 2 ? deflater.deflate(given, true) : deflater.deflateIfSmaller(given);
            assertUntouched(given, plain);
            if (payload == given) {
                assertThat(how).isLessThan(2);
            } else {
                assertThat(how == 2 || payload.remaining() < plain.length).as("smaller").isTrue();
                connection.check(bytes(payload), plain);
            }
            return;
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int part = 3; part <= how; part++) {
            byte[] bytes = content(input);
            ByteBuffer given = given(bytes, part);
            payload.writeBytes(bytes(deflater.deflate(given, part == how)));
            assertUntouched(given, bytes);
            plain.writeBytes(bytes);
        }
        connection.check(payload.toByteArray(), plain.toByteArray());
    }

    private static ByteBuffer given(byte[] plain, int how) {
        return switch (how % 3) {
            case 0 -> ByteBuffer.wrap(plain.clone()).asReadOnlyBuffer();
            case 1 -> ByteBuffer.allocate(plain.length + 7).position(3).put(plain).flip().position(3);
            default -> ByteBuffer.allocateDirect(plain.length).put(plain).flip();
        };
    }

    private static void assertUntouched(ByteBuffer given, byte[] plain) {
        assertThat(given.remaining()).isEqualTo(plain.length);
        assertThat(given.equals(ByteBuffer.wrap(plain))).isTrue();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        assertThat(buffer.hasArray()).isTrue();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Some bytes, of the kinds that a compressor meets; remembered, to be said again. */
    private byte[] content(FuzzInput input) {
        int kind = input.next();
        byte[] bytes = switch (kind % 8) {
            case 0 -> input.take(input.next());
            case 1 -> run((byte) input.next(), input.nextShort() >> 1 + kind / 64);
            case 2 -> again(input.nextShort(), input.nextShort() >> 4);
            // as far back as the window reaches, one less, one more
            case 3 -> again(window + kind / 8 % 3 - 1, input.nextShort() >> 6);
            case 4 -> new Messages(input.next()).noise(input.nextShort() >> 5);
            case 5 -> new Messages(input.next()).json(input.nextShort() >> 6);
            case 6 -> new Messages(input.next()).repetition(input.nextShort() >> 5);
            default -> few(input.next(), 1 + kind / 8, input.nextShort() >> 5);
        };
        if (length + bytes.length > said.length) {
            said = Arrays.copyOf(said, Math.max(said.length * 2, length + bytes.length));
        }
        System.arraycopy(bytes, 0, said, length, bytes.length);
        length += bytes.length;
        return bytes;
    }

    private static byte[] run(byte value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** What was said so many bytes before, whether or not the peer has seen it. */
    private byte[] again(int distance, int count) {
        int from = Math.max(0, length - distance);
        return Arrays.copyOfRange(said, from, Math.min(length, from + count));
    }

    /** Noise of a few symbols, each half as frequent as the one before: codes get long. */
    private static byte[] few(int seed, int symbols, int count) {
        Random random = new Random(seed);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) Math.min(symbols, Integer.numberOfTrailingZeros(random.nextInt() | Integer.MIN_VALUE));
        }
        return bytes;
    }
}
