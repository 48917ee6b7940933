package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected of each inflater, whatever its engine is. */
public abstract class MessageInflaterContract {
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final List<MessageInflater> made = new ArrayList<>();

    /**
     * Makes the inflater under test.
     *
     * @param windowBits      8 to 15
     * @param contextTakeover whether it keeps its context
     * @return in its first state
     */
    protected abstract MessageInflater create(int windowBits, boolean contextTakeover);

    /**
     * What the inflaters have borrowed.
     *
     * @return how many pooled objects are lent at the moment
     */
    protected abstract int lent();

    private MessageInflater inflater(int windowBits, boolean contextTakeover) {
        MessageInflater inflater = create(windowBits, contextTakeover);
        made.add(inflater);
        return inflater;
    }

    @AfterEach
    void everythingLentIsBack() {
        made.forEach(MessageInflater::close);
        assertThat(lent()).isZero();
    }

    private static ByteBuffer hex(String bytes) {
        return ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(bytes));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.US_ASCII.decode(buffer.duplicate()).toString();
    }

    private static ProtocolException failure(MessageInflater inflater, ByteBuffer payload, long limit) {
        return catchThrowableOfType(ProtocolException.class, () -> inflater.inflate(payload, true, limit));
    }

    /** A peer on zlib whose stream lives as long as the connection. */
    private static final class Peer implements AutoCloseable {
        private final Deflater deflater;

        Peer(int level) {
            deflater = new Deflater(level, true);
        }

        byte[] part(byte[] plain, int flush) {
            deflater.setInput(plain);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[plain.length + 100];
            int count;
            do {
                count = deflater.deflate(buffer, 0, buffer.length, flush);
                out.write(buffer, 0, count);
            } while (count == buffer.length);
            return out.toByteArray();
        }

        byte[] message(byte[] plain) {
            if (plain.length == 0) {
                return new byte[1]; // zlib makes nothing of a second flush in a row
            }
            byte[] payload = part(plain, Deflater.SYNC_FLUSH);
            return Arrays.copyOf(payload, payload.length - TAIL.length);
        }

        void forget() {
            deflater.reset();
        }

        @Override
        public void close() {
            deflater.end();
        }
    }

    @Test
    void inflatesTheExamplesOfRfc7692() throws Exception {
        // section 7.2.3.1 and 7.2.3.2: the same message twice, the second by the window
        MessageInflater inflater = inflater(15, true);
        assertThat(text(inflater.inflate(hex("f2 48 cd c9 c9 07 00"), true, 5))).isEqualTo("Hello");
        assertThat(text(inflater.inflate(hex("f2 00 11 00 00"), true, 5))).isEqualTo("Hello");
        // section 7.2.3.3: a block without compression
        assertThat(text(inflater.inflate(hex("00 05 00 fa ff 48 65 6c 6c 6f 00"), true, 5))).isEqualTo("Hello");
        // section 7.2.3.4: a final block
        assertThat(text(inflater.inflate(hex("f3 48 cd c9 c9 07 00 00"), true, 5))).isEqualTo("Hello");
        // section 7.2.3.5: two blocks
        assertThat(text(inflater.inflate(hex("f2 48 05 00 00 00 ff ff ca c9 c9 07 00"), true, 5))).isEqualTo("Hello");
        // section 7.2.3.6: an empty message
        assertThat(text(inflater.inflate(hex("00"), true, 0))).isEmpty();
    }

    @Test
    void keepsTheWindowBehindAFinalBlock() throws Exception {
        MessageInflater inflater = inflater(8, true);
        assertThat(text(inflater.inflate(hex("f3 48 cd c9 c9 07 00 00"), true, 5))).isEqualTo("Hello");
        assertThat(text(inflater.inflate(hex("f2 00 11 00 00"), true, 5))).isEqualTo("Hello");
    }

    @Test
    void goesOnBehindFinalBlocksWithinAMessageWhereverItIsCut() throws Exception {
        byte[] message = bytes(hex("f3 48 cd c9 c9 07 00 f3 00 11 00 01 00 00 ff ff f2 00 11 00 00"));
        for (int cut = 0; cut <= message.length; cut++) {
            MessageInflater inflater = inflater(8, false);
            String start = text(inflater.inflate(ByteBuffer.wrap(message, 0, cut), false, -1));
            String rest = text(inflater.inflate(ByteBuffer.wrap(message, cut, message.length - cut), true, -1));
            assertThat(start + rest).isEqualTo("HelloHelloHello");
        }
    }

    @Test
    void acceptsAFinalStoredBlockThatTakesTheTailAsItsLengths() throws Exception {
        assertThat(text(inflater(8, false).inflate(hex("01"), true, 5))).isEmpty();
    }

    @ParameterizedTest(name = "level {0}, takeover {1}")
    @CsvSource({"0, true", "1, true", "6, true", "9, true", "1, false", "9, false"})
    void inflatesWhatALivingZlibStreamMakesHoweverItIsCut(int level, boolean contextTakeover) throws Exception {
        MessageInflater inflater = inflater(15, contextTakeover);
        Messages messages = new Messages(level);
        try (Peer peer = new Peer(level)) {
            for (int i = 0; i < 400; i++) {
                byte[] message = messages.next(i % 20 == 0 ? 50_000 : 900);
                byte[] payload = peer.message(message);
                ByteArrayOutputStream plain = new ByteArrayOutputStream();
                int from = 0;
                while (messages.below(2) == 0) {
                    int to = from + messages.below(payload.length - from + 1);
                    plain.writeBytes(bytes(
                            inflater.inflate(ByteBuffer.wrap(payload, from, to - from), false, message.length)));
                    from = to;
                }
                plain.writeBytes(bytes(inflater.inflate(ByteBuffer.wrap(payload, from, payload.length - from), true,
                        message.length)));
                assertThat(plain.toByteArray()).isEqualTo(message);
                if (!contextTakeover) {
                    peer.forget();
                }
            }
        }
    }

    @Test
    void takesAMessageOfExactlyTheLimitAndNoMore() throws Exception {
        for (int length : new int[] {0, 1, 255, 256, 257, 1000, 70_000}) {
            byte[] message = new byte[length];
            try (Peer peer = new Peer(6)) {
                byte[] payload = peer.message(message);
                assertThat(inflater(15, true).inflate(ByteBuffer.wrap(payload), true, length).remaining())
                        .isEqualTo(length);
                if (length > 0) {
                    assertThat(failure(inflater(15, true), ByteBuffer.wrap(payload), length - 1).closeCode())
                            .isEqualTo(1009);
                }
            }
        }
    }

    @Test
    void stopsABombAtTheLimit() {
        byte[] payload;
        try (Peer peer = new Peer(9)) {
            payload = peer.message(new byte[64 << 20]);
        }
        ProtocolException failure = failure(inflater(15, true), ByteBuffer.wrap(payload), 65_536);
        assertThat(failure.closeCode()).isEqualTo(1009);
        assertThat(failure).hasMessageContaining("65536");
    }

    @Test
    void stopsABombThatComesInParts() {
        byte[] payload;
        try (Peer peer = new Peer(9)) {
            payload = peer.message(new byte[16 << 20]);
        }
        MessageInflater inflater = inflater(15, true);
        assertThatThrownBy(() -> {
            long left = 1 << 20;
            for (int from = 0; from < payload.length; from += 100) {
                left -= inflater.inflate(ByteBuffer.wrap(payload, from, 100), false, left).remaining();
            }
        }).isInstanceOf(ProtocolException.class).extracting(e -> ((ProtocolException) e).closeCode()).isEqualTo(1009);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "07", // a block of type 3
        "ff ff ff ff",
        "f2 48 cd c9 c9", // ends within a block
        "f2 48 cd c9 c9 07", // lacks the empty block whose tail is removed
        "f3 48 cd c9 c9 07 00", // likewise, behind a final block
        "f2 48 cd c9 c9 07 00 00 00 ff ff", // its tail wasn't removed
        "f2 48 cd c9 c9 07 00 00", // something between the empty block and its tail
        "", // not even an empty block
        "00 05 00 fa fe 48 65 6c 6c 6f 00", // a stored block whose lengths don't fit
        "00 0e 00 f1 ff 48 65 6c 6c 6f 00", // a stored block that isn't there in full
        "f2 00 11 00 00" // a distance before the beginning
    })
    void reportsWhatIsNotDeflateAs1007(String payload) {
        ByteBuffer bytes = payload.isEmpty() ? ByteBuffer.allocate(0) : hex(payload);
        MessageInflater inflater = inflater(15, true);
        ProtocolException failure = failure(inflater, bytes, 1000);
        assertThat(failure).isNotNull();
        assertThat(failure.closeCode()).isEqualTo(1007);
    }

    @Test
    void refusesADistanceIntoWhatTheNegotiatedWindowHasForgotten() throws Exception {
        byte[] first = new Messages(1).noise(300);
        byte[] between = new Messages(2).noise(600);
        try (Peer peer = new Peer(9)) {
            MessageInflater inflater = inflater(9, true);
            inflater.inflate(ByteBuffer.wrap(peer.message(first)), true, -1);
            inflater.inflate(ByteBuffer.wrap(peer.message(between)), true, -1);
            assertThat(failure(inflater, ByteBuffer.wrap(peer.message(first)), -1).closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void takesBuffersThatHaveNoArrayAndSlicesOfThoseThatHaveOne() throws Exception {
        byte[] hello = bytes(hex("f2 48 cd c9 c9 07 00"));
        ByteBuffer direct = ByteBuffer.allocateDirect(20).position(6);
        direct.put(hello).flip().position(6);
        ByteBuffer slice = ByteBuffer.wrap(new byte[20]).position(5).slice();
        slice.position(2).put(hello).flip().position(2);
        for (ByteBuffer payload : List.of(direct, slice, slice.duplicate().asReadOnlyBuffer())) {
            ByteBuffer consumed = payload.duplicate();
            assertThat(text(inflater(15, true).inflate(consumed, true, 5))).isEqualTo("Hello");
            assertThat(consumed.hasRemaining()).isFalse();
        }
    }

    @Test
    void givesAwayWhatItReturns() throws Exception {
        MessageInflater inflater = inflater(8, true);
        ByteBuffer first = inflater.inflate(hex("f2 48 cd c9 c9 07 00"), true, 5);
        Arrays.fill(first.array(), (byte) 'x');
        ByteBuffer second = inflater.inflate(hex("f2 00 11 00 00"), true, 5);
        assertThat(text(second)).isEqualTo("Hello");
        assertThat(first.array()).containsOnly('x');
    }

    @Test
    void leavesItsInputAsItIs() throws Exception {
        byte[] payload = bytes(hex("f2 48 cd c9 c9 07 00"));
        inflater(8, true).inflate(ByteBuffer.wrap(payload), true, 5);
        assertThat(payload).isEqualTo(bytes(hex("f2 48 cd c9 c9 07 00")));
    }

    @Test
    void forgetsEachMessageWithoutContextTakeover() throws Exception {
        MessageInflater inflater = inflater(15, false);
        assertThat(text(inflater.inflate(hex("f2 48 cd c9 c9 07 00"), true, 5))).isEqualTo("Hello");
        assertThat(failure(inflater, hex("f2 00 11 00 00"), 5).closeCode()).isEqualTo(1007);
    }

    /** Every stream is either inflated or refused, within its limit; nothing else may happen. */
    @Test
    void survivesAnyCorruption() {
        Messages messages = new Messages(20261122);
        int refused = 0;
        int accepted = 0;
        for (int round = 0; round < 200; round++) {
            byte[] payload;
            try (Peer peer = new Peer(1 + round % 9)) {
                payload = peer.message(messages.next(400));
            }
            for (int mutation = 0; mutation < 50; mutation++) {
                byte[] corrupt = payload.clone();
                for (int flips = 1 + messages.below(3); flips > 0; flips--) {
                    corrupt[messages.below(corrupt.length)] ^= (byte) (1 << messages.below(8));
                }
                int length = messages.below(4) == 0 ? messages.below(corrupt.length) : corrupt.length;
                MessageInflater inflater = inflater(8 + round % 8, round % 2 == 0);
                try {
                    int cut = messages.below(length + 1);
                    int size = inflater.inflate(ByteBuffer.wrap(corrupt, 0, cut), false, 5000).remaining();
                    size += inflater.inflate(ByteBuffer.wrap(corrupt, cut, length - cut), true, 5000 - size)
                            .remaining();
                    assertThat(size).isLessThanOrEqualTo(5000);
                    accepted++;
                } catch (ProtocolException e) {
                    assertThat(e.closeCode()).isIn(1007, 1009);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(accepted);
        assertThat(accepted).isPositive();
    }

    @Test
    void survivesNoise() {
        Messages messages = new Messages(4711);
        for (int round = 0; round < 20_000; round++) {
            MessageInflater inflater = inflater(15, true);
            try {
                inflater.inflate(ByteBuffer.wrap(messages.noise(messages.below(40))), true, 10_000);
            } catch (ProtocolException e) {
                assertThat(e.closeCode()).isIn(1007, 1009);
            }
        }
    }
}
