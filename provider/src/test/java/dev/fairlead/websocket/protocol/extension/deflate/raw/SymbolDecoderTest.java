package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.websocket.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymbolDecoderTest {
    private final Scratch scratch = new Scratch();

    private boolean decode(BitReader in, Window window) throws ProtocolException {
        return SymbolDecoder.decode(in, window, DecodeTable.FIXED_LITERALS, DecodeTable.FIXED_DISTANCES);
    }

    /** All at once, with so much input behind the end that the hot loop never has to look at it. */
    private byte[] hot(byte[] symbols) throws ProtocolException {
        BitReader in = new BitReader();
        in.open(Arrays.copyOf(symbols, symbols.length + 100), 0, symbols.length + 100, 0);
        Window window = new Window(15, true);
        window.open(10_000, -1, scratch);
        assertThat(decode(in, window)).isTrue();
        return bytes(window.take(true));
    }

    /** Byte by byte, in arrays with something else around it. */
    private byte[] careful(byte[] symbols) throws ProtocolException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        Window window = new Window(15, true);
        byte[] rest = {};
        int offset = 0;
        for (int i = 0; i < symbols.length; i++) {
            byte[] part = new byte[rest.length + 21];
            Arrays.fill(part, (byte) 0xA5);
            System.arraycopy(rest, 0, part, 10, rest.length);
            part[10 + rest.length] = symbols[i];
            BitReader in = new BitReader();
            in.open(part, 10, 11 + rest.length, offset);
            window.open(0, -1, scratch);
            boolean ended = decode(in, window);
            assertThat(ended).isEqualTo(i == symbols.length - 1);
            plain.writeBytes(bytes(window.take(false)));
            rest = Arrays.copyOfRange(part, (int) (in.bitPosition() >>> 3), 11 + rest.length);
            offset = (int) in.bitPosition() & 7;
            assertThat(rest.length).as("what isn't decoded yet").isLessThan(7);
        }
        return plain.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void copiesMatchesOfEveryLengthFromEveryNearbyDistanceInBothLoops() throws Exception {
        for (int distance = 1; distance <= 40; distance++) {
            for (int length : new int[] {3, 4, 7, 8, 9, 10, 15, 16, 17, 31, 64, 65, 100, 257, 258}) {
                BitString bits = new BitString();
                byte[] expected = new byte[distance + length + 1];
                for (int i = 0; i < distance; i++) {
                    expected[i] = (byte) (i * 37 + 100);
                    bits.addFixed(expected[i] & 0xFF);
                }
                for (int i = distance; i < expected.length - 1; i++) {
                    expected[i] = expected[i - distance];
                }
                expected[expected.length - 1] = '!';
                byte[] symbols = bits.addFixedMatch(length, distance).addFixed('!').addFixed(256).toBytes();
                assertThat(hot(symbols)).as("%d from %d", length, distance).isEqualTo(expected);
                assertThat(careful(symbols)).as("%d from %d", length, distance).isEqualTo(expected);
            }
        }
    }

    @Test
    void takesEveryLengthAndEveryDistance() throws Exception {
        BitString bits = new BitString();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        bits.addFixed('a').addFixed('b').addFixed('c');
        expected.writeBytes(new byte[] {'a', 'b', 'c'});
        for (int length = 3; length <= 258; length++) {
            bits.addFixedMatch(length, 3);
            add(expected, length, 3);
        }
        for (int distance = 1; distance <= 32_768; distance += 1 + distance / 50) {
            bits.addFixed(distance & 0xFF).addFixedMatch(3, distance);
            expected.write(distance);
            add(expected, 3, distance);
        }
        bits.addFixedMatch(3, 32_768).addFixed(256);
        add(expected, 3, 32_768);
        assertThat(hot(bits.toBytes())).isEqualTo(expected.toByteArray());
        assertThat(careful(bits.toBytes())).isEqualTo(expected.toByteArray());
    }

    private static void add(ByteArrayOutputStream plain, int length, int distance) {
        byte[] before = plain.toByteArray();
        for (int i = 0; i < length; i++) {
            plain.write(before[before.length - distance + i % distance]);
        }
    }

    @Test
    void stopsBeforeTheSymbolThatPassesTheLimit() throws Exception {
        BitString bits = new BitString();
        int total = 0;
        for (int round = 0; round < 8; round++) {
            for (int literal = 0; literal <= round; literal++) {
                bits.addFixed('a' + literal);
            }
            bits.addFixedMatch(258, round + 1);
            total += round + 1 + 258;
        }
        byte[] symbols = bits.addFixed(256).toBytes();
        for (int limit = 0; limit <= total; limit++) {
            BitReader in = new BitReader();
            in.open(Arrays.copyOf(symbols, symbols.length + 100), 0, symbols.length + 100, 0);
            Window window = new Window(15, true);
            window.open(limit % 2 == 0 ? 10_000 : 0, limit, scratch);
            if (limit == total) {
                assertThat(decode(in, window)).isTrue();
                assertThat(window.take(true).remaining()).isEqualTo(total);
            } else {
                assertThatThrownBy(() -> decode(in, window)).as("limit %d", limit)
                        .hasMessageContaining("larger than the " + limit + " bytes");
            }
        }
    }

    @Test
    void refusesSymbolsThatThereAreNoCodesFor() {
        for (int symbol : new int[] {286, 287}) {
            byte[] symbols = new BitString().addFixed('a').addFixed(symbol).addFixed(256).toBytes();
            assertThatThrownBy(() -> hot(symbols)).isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("literal or length");
            assertThatThrownBy(() -> careful(symbols)).isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("literal or length");
        }
        for (int distance : new int[] {30, 31}) {
            byte[] symbols = new BitString().addFixed('a').addFixed(257).addCode(distance, 5).addFixed(256).toBytes();
            assertThatThrownBy(() -> hot(symbols)).hasMessageContaining("a distance that there is no code for");
            assertThatThrownBy(() -> careful(symbols)).hasMessageContaining("a distance that there is no code for");
        }
    }

    @Test
    void refusesDistancesBeforeTheFirstByte() {
        byte[] symbols = new BitString().addFixed('a').addFixed('b').addFixedMatch(3, 3).addFixed(256).toBytes();
        assertThatThrownBy(() -> hot(symbols)).hasMessageContaining("a distance of 3 that reaches before");
        assertThatThrownBy(() -> careful(symbols)).hasMessageContaining("a distance of 3 that reaches before");
    }
}
