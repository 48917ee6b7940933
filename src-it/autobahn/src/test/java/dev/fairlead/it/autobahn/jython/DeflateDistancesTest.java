package dev.fairlead.it.autobahn.jython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateDistancesTest {
    /** Noise with a copy of its first fifty bytes so many bytes later; of seven bits, so that no block of it is stored. */
    private static byte[] repeatedAfter(int distance) {
        Random random = new Random(distance);
        byte[] message = new byte[distance + 50];
        for (int i = 0; i < message.length; i++) {
            message[i] = (byte) random.nextInt(128);
        }
        System.arraycopy(message, 0, message, distance, 50);
        return message;
    }

    private static byte[] deflated(byte[] message, int strategy) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setStrategy(strategy);
        deflater.setInput(message);
        byte[] out = new byte[message.length + 1000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 512, 513, 4096, 20_000, 32_000})
    void findsTheGreatestDistance(int distance) throws DataFormatException {
        assertThat(DeflateDistances.greatest(deflated(repeatedAfter(distance), Deflater.DEFAULT_STRATEGY)))
                .isEqualTo(distance);
    }

    @Test
    void findsItInABlockOfFixedCodes() throws DataFormatException {
        // zlib takes the fixed codes for short messages
        byte[] message = "abcabcabcabc".getBytes();
        assertThat(DeflateDistances.greatest(deflated(message, Deflater.DEFAULT_STRATEGY))).isEqualTo(3);
    }

    @Test
    void findsNoneWhereNothingIsRepeated() throws DataFormatException {
        assertThat(DeflateDistances.greatest(deflated(repeatedAfter(1000), Deflater.HUFFMAN_ONLY))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"06", "4a", "4abc"})
    void refusesWhatIsNoDeflate(String hex) {
        assertThatThrownBy(() -> DeflateDistances.greatest(HexFormat.of().parseHex(hex)))
                .isInstanceOf(DataFormatException.class);
    }
}
