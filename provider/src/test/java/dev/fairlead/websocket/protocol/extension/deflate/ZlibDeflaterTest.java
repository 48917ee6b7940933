package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZlibDeflaterTest {
    private static final Compression LEVEL_1 = Compression.DEFAULT;

    private final TestPool pool = new TestPool();

    private MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        return new ZlibCodec(pool).deflater(windowBits, contextTakeover, compression);
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

    static List<Arguments> windowsAndLevels() {
        List<Arguments> rows = new ArrayList<>();
        for (int windowBits = 8; windowBits <= 15; windowBits++) {
            for (int level : new int[] {1, 4, 6, 9}) {
                rows.add(arguments(windowBits, level));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "window {0}, level {1}")
    @MethodSource("windowsAndLevels")
    void honoursTheWindowInEveryMessageWholeOrInParts(int windowBits, int level) {
        MessageDeflater deflater = deflater(windowBits, true, Compression.DEFAULT.withLevel(level));
        StrictInflater peer = new StrictInflater(windowBits, true);
        Messages messages = new Messages(31 * windowBits + level);
        for (int i = 0; i < 120; i++) {
            byte[] message = messages.next(i % 10 == 0 ? 3 << windowBits : 700);
            byte[] payload = messages.below(2) == 0
                    ? deflateInParts(deflater, message, messages)
                    : bytes(deflater.deflate(ByteBuffer.wrap(message), true));
            assertThat(peer.inflate(payload)).isEqualTo(message);
        }
        assertThat(peer.largestDistance()).isBetween(1 << windowBits - 1, 1 << windowBits);
        assertThat(pool.returned).isEqualTo(pool.lent);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 12, 15})
    void forgetsEachMessageWithoutContextTakeover(int windowBits) {
        MessageDeflater deflater = deflater(windowBits, false, LEVEL_1);
        StrictInflater peer = new StrictInflater(windowBits, false);
        Messages messages = new Messages(windowBits);
        for (int i = 0; i < 200; i++) {
            byte[] message = messages.next(1000);
            assertThat(peer.inflate(deflateInParts(deflater, message, messages))).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Strategy.class, names = {"DEFAULT", "FILTERED", "HUFFMAN_ONLY"})
    void compressesWithEveryStrategyFromTheFirstMessageOn(Strategy strategy) {
        MessageDeflater deflater = deflater(12, true, Compression.DEFAULT.withLevel(6).withStrategy(strategy));
        StrictInflater peer = new StrictInflater(12, true);
        Messages messages = new Messages(7);
        for (int i = 0; i < 50; i++) {
            byte[] message = messages.json(1 + messages.below(6000));
            assertThat(peer.inflate(bytes(deflater.deflate(ByteBuffer.wrap(message), true)))).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "level {0}, {1} bytes")
    @CsvSource({"1, 8192", "1, 8193", "6, 100000", "9, 1000000"})
    void compressesWhatDoesNotGetSmallerIntoAnOutputOfAnySize(int level, int length) throws Exception {
        for (int windowBits : new int[] {8, 11, 15}) {
            MessageDeflater deflater = deflater(windowBits, true, Compression.DEFAULT.withLevel(level));
            byte[] message = new Messages(length).noise(length);
            assertThat(inflateWithZlib(bytes(deflater.deflate(ByteBuffer.wrap(message), true)), length))
                    .isEqualTo(message);
        }
    }

    @Test
    void compressesEveryLengthAroundTheSizesOfItsArrays() throws Exception {
        Messages messages = new Messages(1);
        for (int length = 1; length < 600; length++) {
            MessageDeflater deflater = deflater(15, false, LEVEL_1);
            byte[] message = messages.noise(length);
            assertThat(inflateWithZlib(bytes(deflater.deflate(ByteBuffer.wrap(message), true)), length))
                    .isEqualTo(message);
        }
    }

    private static byte[] inflateWithZlib(byte[] payload, int length) throws Exception {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(payload);
            byte[] plain = new byte[length + 1];
            assertThat(inflater.inflate(plain)).isEqualTo(length);
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
    void makesAnEmptyMessageOfOneByte() {
        ByteBuffer payload = deflater(15, true, LEVEL_1).deflate(ByteBuffer.allocate(0), true);
        assertThat(bytes(payload)).containsExactly(0);
    }

    @Test
    void makesNothingOfAnEmptyPart() {
        assertThat(deflater(15, true, LEVEL_1).deflate(ByteBuffer.allocate(0), false).remaining()).isZero();
    }

    @Test
    void leavesTheContextAloneWhereAMessageDoesNotGetSmaller() {
        for (int windowBits : new int[] {8, 12, 15}) {
            MessageDeflater deflater = deflater(windowBits, true, LEVEL_1);
            StrictInflater peer = new StrictInflater(windowBits, true);
            Messages messages = new Messages(5);
            int uncompressed = 0;
            for (int i = 0; i < 300; i++) {
                byte[] message = messages.next(2000);
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
            assertThat(input.position()).isEqualTo(100);
            assertThat(bytes(input)).isEqualTo(expected);
            assertThat(new StrictInflater(10, true).inflate(bytes(payload))).isEqualTo(expected);
        }
    }

    @Test
    void holdsNoNativeStreamBetweenTwoCalls() {
        MessageDeflater deflater = deflater(15, true, LEVEL_1);
        deflater.deflate(ByteBuffer.wrap(new byte[1000]), false);
        assertThat(pool.lent).isOne();
        assertThat(pool.returned).isOne();
    }
}
