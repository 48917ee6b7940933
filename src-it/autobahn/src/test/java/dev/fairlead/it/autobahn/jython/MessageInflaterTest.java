package dev.fairlead.it.autobahn.jython;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.python.core.PyString;

class MessageInflaterTest {
    private static PyString message(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return Octets.of(bytes, length);
    }

    private static byte[] inflated(MessageInflater inflater, PyString payload) throws DataFormatException {
        byte[] bytes = inflater.inflate(payload).toBytes();
        assertThat(inflater.end().toBytes()).isEmpty();
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"9, 9", "9, 15", "12, 12", "15, 15"})
    void expandsWhatADeflaterWithNoLargerWindowMade(int deflaterBits, int inflaterBits) throws Exception {
        MessageDeflater deflater = new MessageDeflater(deflaterBits, 8);
        MessageInflater inflater = new MessageInflater(inflaterBits);
        for (int i = 0; i < 20; i++) {
            PyString message = message(i % 3, 1000 * i);
            assertThat(inflated(inflater, deflater.deflate(message))).isEqualTo(message.toBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({"15, 9", "15, 14", "12, 9"})
    void refusesADistanceGreaterThanTheWindow(int deflaterBits, int inflaterBits) throws Exception {
        MessageDeflater deflater = new MessageDeflater(deflaterBits, 8);
        MessageInflater inflater = new MessageInflater(inflaterBits);
        PyString message = message(1, (1 << inflaterBits) + 100);
        inflated(inflater, deflater.deflate(message));
        PyString repeated = deflater.deflate(message);
        assertThatThrownBy(() -> inflated(inflater, repeated)).isInstanceOf(DataFormatException.class)
                .hasMessageContaining("in a window of " + inflaterBits + " bits");
    }

    @Test
    void refusesDataBehindAFinalBlock() {
        MessageInflater inflater = new MessageInflater(15);
        byte[] emptyAndFinal = {3, 0, 0};
        assertThatThrownBy(() -> inflated(inflater, Octets.of(emptyAndFinal, 3))).isInstanceOf(DataFormatException.class)
                .hasMessageContaining("final block");
    }
}
