package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class BlockEncoderTest {
    private final BitWriter out = new BitWriter();
    private final BlockEncoder encoder = new BlockEncoder(out);
    private final TokenBuffer tokens = new TokenBuffer(9);

    private void block(byte[] plain, boolean fixedOnly) {
        for (byte value : plain) {
            tokens.literal(value);
        }
        encoder.write(tokens, fixedOnly, plain, 0, plain.length);
    }

    private byte[] flushed() {
        encoder.flush(false);
        int size = out.size();
        return Arrays.copyOf(out.take(), size);
    }

    private static byte[] inflate(byte[] payload, int most) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(payload);
            byte[] plain = new byte[most];
            return Arrays.copyOf(plain, inflater.inflate(plain));
        } finally {
            inflater.end();
        }
    }

    private static int type(byte[] payload) {
        return payload[0] >> 1 & 3;
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void usesTheFixedCodesForAFewBytes() throws Exception {
        byte[] plain = "hello, hello".getBytes();
        block(plain, false);
        byte[] payload = flushed();
        assertThat(type(payload)).isEqualTo(DeflateFormat.FIXED);
        assertThat(inflate(payload, 100)).isEqualTo(plain);
    }

    @Test
    void usesCodesOfItsOwnWhereTheyPay() throws Exception {
        byte[] plain = new byte[3000];
        Random random = new Random(1);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) ('a' + random.nextInt(4));
        }
        block(plain, false);
        byte[] payload = flushed();
        assertThat(type(payload)).isEqualTo(DeflateFormat.DYNAMIC);
        assertThat(payload.length).isLessThan(plain.length / 3);
        assertThat(inflate(payload, 4000)).isEqualTo(plain);

        block(plain, true);
        payload = flushed();
        assertThat(type(payload)).isEqualTo(DeflateFormat.FIXED);
        assertThat(inflate(payload, 4000)).isEqualTo(plain);
    }

    @Test
    void storesWhatDoesNotGetSmallerInOneBlockAsLongAsItFits() throws Exception {
        byte[] plain = noise(70_000);
        for (int from = 0; from < plain.length; from += 100) {
            for (int i = from; i < from + 100; i++) {
                tokens.literal(plain[i]);
            }
            encoder.write(tokens, false, plain, from, 100);
        }
        byte[] payload = flushed();
        assertThat(type(payload)).isEqualTo(DeflateFormat.STORED);
        assertThat(payload).hasSize(70_000 + 2 * 5 + 5);
        assertThat(inflate(payload, 80_000)).isEqualTo(plain);
    }

    @Test
    void storesNothingThatIsNotThereAnyMore() throws Exception {
        byte[] plain = noise(1000);
        for (byte value : plain) {
            tokens.literal(value);
        }
        encoder.write(tokens, false, plain, -1, plain.length);
        byte[] payload = flushed();
        assertThat(type(payload)).isNotEqualTo(DeflateFormat.STORED);
        assertThat(inflate(payload, 2000)).isEqualTo(plain);
    }

    @Test
    void writesEveryLengthAndDistance() throws Exception {
        byte[] plain = noise(1 << 15);
        for (int distance = 1; distance <= 1 << 15; distance += 1 + distance / 9) {
            for (int length : new int[] {3, 10, 11, 18, 57, 130, 257, 258}) {
                block(plain, false);
                tokens.match(length, distance);
                encoder.write(tokens, false, plain, -1, length);
                byte[] inflated = inflate(flushed(), plain.length + 300);
                assertThat(inflated).hasSize(plain.length + length);
                for (int i = 0; i < length; i++) {
                    assertThat(inflated[plain.length + i]).isEqualTo(inflated[plain.length + i - distance]);
                }
            }
        }
    }

    @Test
    void endsAMessageWithAnEmptyStoredBlockLessItsTail() {
        encoder.flush(true);
        int size = out.size();
        assertThat(Arrays.copyOf(out.take(), size)).containsExactly(0);
        encoder.flush(false);
        size = out.size();
        assertThat(Arrays.copyOf(out.take(), size)).containsExactly(0, 0, 0, 0xFF, 0xFF);
    }
}
