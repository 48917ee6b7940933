package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeflateFormatTest {
    @Test
    void hasACodeForEachLength() {
        // RFC 1951 section 3.2.5: consecutive, except for the last, which takes 258 from its predecessor
        int next = DeflateFormat.MIN_MATCH;
        for (int code = 0; code < 28; code++) {
            assertThat(DeflateFormat.LENGTH_BASE[code]).isEqualTo(next);
            for (int i = 0; i < 1 << DeflateFormat.LENGTH_EXTRA_BITS[code] && next < 258; i++) {
                assertThat(DeflateFormat.lengthCode(next)).as("code of length %d", next).isEqualTo(code);
                next++;
            }
        }
        assertThat(next).isEqualTo(DeflateFormat.MAX_MATCH);
        assertThat(DeflateFormat.lengthCode(258)).isEqualTo(28);
        assertThat(DeflateFormat.LENGTH_BASE).hasSameSizeAs(DeflateFormat.LENGTH_EXTRA_BITS).hasSize(29);
        assertThat(DeflateFormat.FIRST_LENGTH + 29).isEqualTo(DeflateFormat.LITERAL_CODES);
    }

    @Test
    void hasACodeForEachDistance() {
        int next = 1;
        for (int code = 0; code < DeflateFormat.DISTANCE_CODES; code++) {
            assertThat(DeflateFormat.DISTANCE_BASE[code]).isEqualTo(next);
            for (int i = 0; i < 1 << DeflateFormat.DISTANCE_EXTRA_BITS[code]; i++) {
                assertThat(DeflateFormat.distanceCode(next)).as("code of distance %d", next).isEqualTo(code);
                next++;
            }
        }
        assertThat(next).isEqualTo(32_769);
        assertThat(DeflateFormat.DISTANCE_BASE).hasSameSizeAs(DeflateFormat.DISTANCE_EXTRA_BITS);
    }

    @Test
    void namesEachCodeLengthSymbolOnce() {
        assertThat(DeflateFormat.CODE_LENGTH_ORDER).hasSize(DeflateFormat.CODE_LENGTH_CODES)
                .containsExactlyInAnyOrder(IntStream.range(0, DeflateFormat.CODE_LENGTH_CODES).toArray());
    }

    @Test
    void hasCompleteFixedCodes() {
        assertThat(share(DeflateFormat.FIXED_LITERAL_LENGTHS)).isEqualTo(1 << DeflateFormat.MAX_CODE_LENGTH);
        assertThat(share(DeflateFormat.FIXED_DISTANCE_LENGTHS)).isEqualTo(1 << DeflateFormat.MAX_CODE_LENGTH);
    }

    /** How much of the code space of 15 bits is taken (Kraft's sum). */
    private static int share(byte[] lengths) {
        int sum = 0;
        for (byte length : lengths) {
            sum += 1 << DeflateFormat.MAX_CODE_LENGTH - length;
        }
        return sum;
    }
}
