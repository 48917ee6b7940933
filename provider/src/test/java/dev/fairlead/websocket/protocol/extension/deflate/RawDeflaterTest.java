package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fairlead.websocket.protocol.extension.deflate.raw.EnginePool;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.TestDecoders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawDeflaterTest {
    private static final Compression LEVEL_1 = Compression.DEFAULT;
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final TestEngines engines = new TestEngines(1);

    private MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        return new RawDeflateCodec(engines, new TestDecoders()).deflater(windowBits, contextTakeover, compression);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    /** Compresses a message cut into frames at random, or whole. */
    private static byte[] deflateInParts(MessageDeflater deflater, byte[] message, Messages random) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int from = 0;
        boolean last;
        do {
            int to = random.below(3) == 0 ? message.length : from + random.below(message.length - from + 1);
            last = to == message.length && random.below(2) == 0;
            payload.writeBytes(bytes(deflater.deflate(ByteBuffer.wrap(message, from, to - from), last)));
            from = to;
        } while (!last);
        return payload.toByteArray();
    }

    private static byte[] deflateWholeOrInParts(MessageDeflater deflater, byte[] message, Messages random) {
        return random.below(2) == 0
                ? deflateInParts(deflater, message, random)
                : bytes(deflater.deflate(ByteBuffer.wrap(message), true));
    }

    static List<Arguments> windowsLevelsAndMemory() {
        List<Arguments> rows = new ArrayList<>();
        for (int windowBits = 8; windowBits <= 15; windowBits++) {
            for (int level = 1; level <= 9; level++) {
                rows.add(arguments(windowBits, level, 1 + (windowBits + 2 * level) % 9));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "window {0}, level {1}, memory level {2}")
    @MethodSource("windowsLevelsAndMemory")
    void honoursTheWindowInEveryMessageWholeOrInParts(int windowBits, int level, int memoryLevel) {
        MessageDeflater deflater =
                deflater(windowBits, true, LEVEL_1.withLevel(level).withMemoryLevel(memoryLevel));
        StrictInflater peer = new StrictInflater(windowBits, true);
        Messages messages = new Messages(31 * windowBits + level);
        for (int i = 0; i < 60; i++) {
            // what comes again after one byte more than a window must not be found
            byte[] message = i % 20 == 0 ? twice(messages.noise((1 << windowBits) + i / 20)) : messages.next(500);
            assertThat(peer.inflate(deflateWholeOrInParts(deflater, message, messages))).isEqualTo(message);
        }
        // a small table has forgotten what is far back
        int far = memoryLevel + 7 >= windowBits ? 1 << windowBits : 1;
        assertThat(peer.largestDistance()).isBetween(far, 1 << windowBits);
        assertThat(engines.returned).isEqualTo(engines.lent);
    }

    private static byte[] twice(byte[] bytes) {
        byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        return twice;
    }

    static List<Arguments> strategies() {
        List<Arguments> rows = new ArrayList<>();
        for (Strategy strategy : Strategy.values()) {
            for (int level : new int[] {1, 3, 6}) {
                rows.add(arguments(strategy, level));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}, level {1}")
    @MethodSource("strategies")
    void compressesWithEveryStrategy(Strategy strategy, int level) {
        MessageDeflater deflater = deflater(10, true, LEVEL_1.withLevel(level).withStrategy(strategy));
        StrictInflater peer = new StrictInflater(10, true);
        Messages messages = new Messages(level);
        for (int i = 0; i < 200; i++) {
            byte[] message = messages.next(i % 20 == 0 ? 20_000 : 700);
            assertThat(peer.inflate(deflateWholeOrInParts(deflater, message, messages))).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {1, 3, 6})
    void keepsItsTablesWhereItIsToldSo(int level) {
        MessageDeflater deflater = deflater(11, true, LEVEL_1.withLevel(level).withTables(Tables.CONNECTION));
        MessageDeflater other = deflater(11, true, LEVEL_1.withLevel(level));
        StrictInflater peer = new StrictInflater(11, true);
        Messages messages = new Messages(level);
        for (int i = 0; i < 200; i++) {
            byte[] message = messages.next(i % 20 == 0 ? 20_000 : 700);
            assertThat(peer.inflate(deflateWholeOrInParts(deflater, message, messages))).isEqualTo(message);
            other.deflate(ByteBuffer.wrap(messages.next(500)), true);
        }
    }

    @Test
    void sharesEnginesWithOtherConnections() {
        List<MessageDeflater> deflaters = new ArrayList<>();
        List<StrictInflater> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            deflaters.add(deflater(12, true, LEVEL_1.withLevel(1 + 2 * i)));
            peers.add(new StrictInflater(12, true));
        }
        Messages messages = new Messages(12);
        for (int i = 0; i < 1000; i++) {
            int connection = messages.below(5);
            byte[] message = messages.next(i % 50 == 0 ? 30_000 : 700);
            byte[] payload = deflateWholeOrInParts(deflaters.get(connection), message, messages);
            assertThat(peers.get(connection).inflate(payload)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 15})
    void forgetsEachMessageWithoutContextTakeover(int windowBits) {
        for (Tables tables : Tables.values()) {
            MessageDeflater deflater = deflater(windowBits, false, LEVEL_1.withTables(tables));
            StrictInflater peer = new StrictInflater(windowBits, false);
            Messages messages = new Messages(windowBits);
            for (int i = 0; i < 200; i++) {
                byte[] message = messages.next(1000);
                assertThat(peer.inflate(deflateWholeOrInParts(deflater, message, messages))).isEqualTo(message);
            }
        }
    }

    @ParameterizedTest(name = "level {0}, {1} bytes, memory level {2}")
    @CsvSource({"1, 100, 1", "1, 8193, 1", "1, 65536, 9", "6, 100000, 5", "6, 300000, 9", "9, 70000, 1"})
    void addsNextToNothingToNoise(int level, int length, int memoryLevel) throws Exception {
        for (int windowBits : new int[] {8, 12, 15}) {
            for (Strategy strategy : Strategy.values()) {
                MessageDeflater deflater = deflater(windowBits, true,
                        LEVEL_1.withLevel(level).withMemoryLevel(memoryLevel).withStrategy(strategy));
                byte[] message = new Messages(length).noise(length);
                byte[] payload = bytes(deflater.deflate(ByteBuffer.wrap(message), true));
                // five for each stored block, one for the flush; some blocks do get smaller
                assertThat(payload.length).isLessThanOrEqualTo(length + 5 * (length / 65535 + 1) + 1 + length / 2000);
                assertThat(inflateWithZlib(payload, length)).isEqualTo(message);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void compressesEverySmallLength(Strategy strategy) throws Exception {
        Messages messages = new Messages(1);
        for (int length = 1; length < 400; length++) {
            MessageDeflater deflater = deflater(15, false, LEVEL_1.withLevel(1 + length % 9).withStrategy(strategy));
            byte[] message = length % 3 == 0 ? messages.noise(length) : messages.json(length);
            byte[] payload = bytes(deflater.deflate(ByteBuffer.wrap(message), true));
            assertThat(inflateWithZlib(payload, length)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 9})
    void compressesMessagesOfManyChunks(int level) throws Exception {
        for (int windowBits : new int[] {8, 12, 15}) {
            MessageDeflater deflater = deflater(windowBits, true, LEVEL_1.withLevel(level));
            Messages messages = new Messages(level);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (message.size() < 1_000_000) {
                message.writeBytes(messages.next(50_000));
            }
            byte[] payload = bytes(deflater.deflate(ByteBuffer.wrap(message.toByteArray()), true));
            assertThat(payload.length).isLessThan(message.size());
            assertThat(inflateWithZlib(payload, message.size())).isEqualTo(message.toByteArray());
        }
    }

    private static byte[] inflateWithZlib(byte[] payload, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(payload);
            whole.writeBytes(TAIL);
            inflater.setInput(whole.toByteArray());
            byte[] plain = new byte[length + 1];
            assertThat(inflater.inflate(plain)).isEqualTo(length);
            assertThat(inflater.getRemaining()).isZero();
            return Arrays.copyOf(plain, length);
        } finally {
            inflater.end();
        }
    }

    @Test
    void makesSmallMessagesSmallerByTheMessagesBefore() {
        MessageDeflater deflater = deflater(12, true, LEVEL_1);
        Messages messages = new Messages(3);
        byte[] message = messages.json(200);
        int first = deflater.deflate(ByteBuffer.wrap(message), true).remaining();
        int second = deflater.deflate(ByteBuffer.wrap(message), true).remaining();
        assertThat(second).isLessThan(20).isLessThan(first);
    }

    @Test
    void wantsAPlaceOnlyWhereItTakesTheContextOver() {
        ByteBuffer message = ByteBuffer.wrap(new Messages(4).prose(300));
        deflater(12, true, LEVEL_1).deflate(message, true);
        assertThat(engines.placeAskedFor).isEqualTo(EnginePool.ANYWHERE);
        MessageDeflater forgetful = deflater(12, false, LEVEL_1);
        for (int i = 0; i < 3; i++) {
            forgetful.deflate(message, true);
            assertThat(engines.placeAskedFor).isEqualTo(EnginePool.NOWHERE);
        }
    }

    @Test
    void compressesAsWellAfterAMessageThatDidNotGetSmaller() {
        ByteBuffer message = ByteBuffer.wrap(new Messages(4).prose(20_000));
        int alone = deflater(12, false, LEVEL_1).deflateIfSmaller(message).remaining();
        MessageDeflater deflater = deflater(12, false, LEVEL_1);
        for (int i = 0; i < 20; i++) {
            ByteBuffer tiny = ByteBuffer.wrap(new byte[] {(byte) i});
            assertThat(deflater.deflateIfSmaller(tiny)).isSameAs(tiny);
            assertThat(deflater.deflateIfSmaller(message).remaining()).isCloseTo(alone, Percentage.withPercentage(1));
        }
    }

    @Test
    void makesLessOfAMessageWithAHigherLevel() {
        byte[] message = new Messages(4).prose(100_000);
        int previous = Integer.MAX_VALUE;
        for (int level : new int[] {1, 3, 6, 9}) {
            int size = deflater(15, true, LEVEL_1.withLevel(level)).deflate(ByteBuffer.wrap(message), true).remaining();
            assertThat(size).isLessThan(previous);
            previous = size;
        }
    }

    @Test
    void makesAnEmptyMessageOfOneByte() {
        ByteBuffer payload = deflater(15, true, LEVEL_1).deflate(ByteBuffer.allocate(0), true);
        assertThat(bytes(payload)).containsExactly(0);
    }

    @Test
    void sendsAnEmptyMessageAsItIsWhereThatIsSmaller() {
        ByteBuffer message = ByteBuffer.allocate(0);
        assertThat(deflater(15, true, LEVEL_1).deflateIfSmaller(message)).isSameAs(message);
    }

    @Test
    void makesNothingOfAnEmptyPart() {
        assertThat(deflater(15, true, LEVEL_1).deflate(ByteBuffer.allocate(0), false).remaining()).isZero();
    }

    @Test
    void forgetsAMessageThatEndsWithAnEmptyPart() {
        MessageDeflater deflater = deflater(12, false, LEVEL_1);
        StrictInflater peer = new StrictInflater(12, false);
        byte[] message = new Messages(8).json(100);
        for (int i = 0; i < 20; i++) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.writeBytes(bytes(deflater.deflate(ByteBuffer.wrap(message), false)));
            payload.writeBytes(bytes(deflater.deflate(ByteBuffer.allocate(0), true)));
            assertThat(peer.inflate(payload.toByteArray())).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "window {0}, level {1}")
    @CsvSource({"8, 1", "8, 6", "12, 1", "12, 2", "12, 6", "15, 1", "15, 9"})
    void leavesTheContextAloneWhereAMessageDoesNotGetSmaller(int windowBits, int level) {
        for (Tables tables : Tables.values()) {
            MessageDeflater deflater = deflater(windowBits, true, LEVEL_1.withLevel(level).withTables(tables));
            StrictInflater peer = new StrictInflater(windowBits, true);
            Messages messages = new Messages(5);
            int uncompressed = 0;
            for (int i = 0; i < 300; i++) {
                byte[] message = messages.next(i % 20 == 0 ? 70_000 : 2000);
                ByteBuffer given = ByteBuffer.wrap(message);
                ByteBuffer payload = deflater.deflateIfSmaller(given);
                if (payload == given) {
                    uncompressed++;
                } else {
                    assertThat(payload.remaining()).isLessThan(message.length);
                    assertThat(peer.inflate(bytes(payload))).isEqualTo(message);
                }
            }
            assertThat(uncompressed).isBetween(20, 250);
        }
    }

    @Test
    void leavesPositionAndContentOfItsInputAlone() {
        byte[] array = new Messages(9).json(5000);
        for (ByteBuffer input : List.of(ByteBuffer.wrap(array.clone(), 100, 4000),
                ByteBuffer.wrap(array.clone(), 100, 4000).asReadOnlyBuffer(),
                ByteBuffer.allocateDirect(5000).put(array).position(100).limit(4100))) {
            MessageDeflater deflater = deflater(10, true, LEVEL_1);
            byte[] expected = bytes(input);
            ByteBuffer payload = deflater.deflate(input, true);
            assertThat(payload.hasArray()).isTrue();
            assertThat(input.position()).isEqualTo(100);
            assertThat(bytes(input)).isEqualTo(expected);
            assertThat(new StrictInflater(10, true).inflate(bytes(payload))).isEqualTo(expected);
        }
    }

    @Test
    void holdsNoEngineBetweenTwoCalls() {
        MessageDeflater deflater = deflater(15, true, LEVEL_1);
        deflater.deflate(ByteBuffer.wrap(new byte[1000]), false);
        deflater.deflateIfSmaller(ByteBuffer.wrap(new Messages(1).noise(1000)));
        assertThat(engines.lent).isEqualTo(4);
        assertThat(engines.returned).isEqualTo(4);
    }
}
