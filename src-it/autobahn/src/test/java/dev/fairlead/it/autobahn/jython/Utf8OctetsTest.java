package dev.fairlead.it.autobahn.jython;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8OctetsTest {
    private static int validate(Utf8Octets octets, byte... bytes) {
        return octets.validate(Octets.of(bytes, bytes.length));
    }

    @ParameterizedTest
    @CsvSource({"61c280, -1, true", "e282ac, -1, true", "f09f9880, -1, true", "61f09f98, -1, false", "6180, 1, true", "c080, 0, true",
        "e08080, 1, false", "eda080, 1, false", "f4908080, 1, false", "f5, 0, true"})
    void tellsTheFirstWrongByte(String hex, int wrong, boolean complete) {
        Utf8Octets octets = new Utf8Octets();
        assertThat(validate(octets, HexFormat.of().parseHex(hex))).isEqualTo(wrong);
        assertThat(octets.complete()).isEqualTo(complete);
    }

    @Test
    void agreesWithTheJdkOnSequencesOfThree() {
        for (int i = 0; i < 1 << 24; i += 101) {
            byte[] bytes = {(byte) (i >> 16), (byte) (i >> 8), (byte) i};
            Utf8Octets octets = new Utf8Octets();
            boolean valid = validate(octets, bytes) < 0 && octets.complete();
            if (valid != isUtf8(bytes)) {
                throw new AssertionError(HexFormat.of().formatHex(bytes) + " is taken for " + valid);
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
