package dev.fairlead.websocket.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ValidatorTest {
    /** Both ends of every range that the grammar of RFC 3629 section 4 has, and their neighbours. */
    private static final int[] BOUNDARIES = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
    /** Whatever start of a character is valid, some of these make a character of it. */
    private static final byte[][] ENDINGS = {{}, {(byte) 0x80}, {(byte) 0x90}, {(byte) 0xA0},
        {(byte) 0x80, (byte) 0x80}, {(byte) 0x90, (byte) 0x80}, {(byte) 0xA0, (byte) 0x80},
        {(byte) 0x80, (byte) 0x80, (byte) 0x80}, {(byte) 0x90, (byte) 0x80, (byte) 0x80}};

    @Test
    void agreesWithTheJdkOnAllBoundaries() {
        for (int a : BOUNDARIES) {
            for (int b : BOUNDARIES) {
                for (int c : BOUNDARIES) {
                    for (int d : BOUNDARIES) {
                        byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
                        if (isValid(bytes) != jdkDecodes(bytes)) {
                            assertThat(isValid(bytes)).as(HexFormat.of().formatHex(bytes)).isEqualTo(jdkDecodes(bytes));
                        }
                    }
                }
            }
        }
    }

    @Test
    void findsTheFirstByteThatNoTextCanHave() {
        for (int a : BOUNDARIES) {
            for (int b : BOUNDARIES) {
                for (int c : BOUNDARIES) {
                    byte[] bytes = {(byte) a, (byte) b, (byte) c};
                    int bad = -1;
                    for (int length = 1; length <= 3 && bad < 0; length++) {
                        if (!isStartOfText(Arrays.copyOf(bytes, length))) {
                            bad = length - 1;
                        }
                    }
                    assertThat(new Utf8Validator().validate(bytes, 0, 3)).as(HexFormat.of().formatHex(bytes))
                            .isEqualTo(bad);
                    // The same in a longer text, where the quick way is taken.
                    byte[] inside = new byte[20];
                    Arrays.fill(inside, (byte) 'x');
                    System.arraycopy(bytes, 0, inside, 9, 3);
                    Utf8Validator bytewise = new Utf8Validator();
                    int badInside = -1;
                    for (int i = 0; i < inside.length && badInside < 0; i++) {
                        badInside = bytewise.validate(inside, i, i + 1);
                    }
                    assertThat(new Utf8Validator().validate(inside, 0, 20)).isEqualTo(badInside);
                }
            }
        }
    }

    @Test
    void takesEveryCharacterThereIs() {
        StringBuilder text = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        assertThat(isValid(bytes)).isTrue();
        Random random = new Random(2);
        Utf8Validator validator = new Utf8Validator();
        for (int i = 0; i < bytes.length; ) {
            int end = Math.min(bytes.length, i + random.nextInt(40));
            assertThat(validator.validate(bytes, i, end)).isEqualTo(-1);
            i = end;
        }
        assertThat(validator.isComplete()).isTrue();
    }

    /** Groups 6.6 to 6.23 of the Autobahn testsuite have these and their neighbours. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            cebae1bdb9cf83cebcceb5,                   -1
            cebae1bdb9cf83cebcceb5eda080656469746564, 12
            cebae1bdb9cf83cebcceb5f4908080656469746564, 12
            f09d84,                                   -1
            f48fbfbf,                                 -1
            f7bfbfbf,                                 0
            fbbfbfbfbf,                               0
            fdbfbfbfbfbf,                             0
            efbfbe,                                   -1
            c080,                                     0
            c1bf,                                     0
            e08080,                                   1
            e09fbf,                                   1
            f0808080,                                 1
            f08fbfbf,                                 1
            ed9fbf,                                   -1
            ee8080,                                   -1
            eda080,                                   1
            edb080eda080,                             1
            80,                                       0
            bf,                                       0
            c220,                                     1
            e28220,                                   2
            f09f9820,                                 3
            fe,                                       0
            ff,                                       0
            41e28282ff41,                             4
            """)
    void tellsWhereTextGoesWrong(String hex, int bad) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(new Utf8Validator().validate(bytes, 0, bytes.length)).isEqualTo(bad);
        Utf8Validator bytewise = new Utf8Validator();
        for (int i = 0; i < bytes.length; i++) {
            int found = bytewise.validate(bytes, i, i + 1);
            assertThat(found).isEqualTo(i == bad ? bad : -1);
            if (i == bad) {
                break;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00e9", "\u20ac", "\ud83d\ude00"})
    void knowsHowMuchOfACharacterIsThere(String character) {
        byte[] bytes = ("xx" + character).getBytes(UTF_8);
        for (int length = 2; length <= bytes.length; length++) {
            Utf8Validator validator = new Utf8Validator();
            assertThat(validator.validate(bytes, 0, length)).isEqualTo(-1);
            boolean complete = length == 2 || length == bytes.length;
            assertThat(validator.isComplete()).isEqualTo(complete);
            assertThat(validator.pending()).isEqualTo(complete ? 0 : length - 2);
            validator.reset();
            assertThat(validator.isComplete()).isTrue();
            assertThat(validator.pending()).isZero();
        }
    }

    @Test
    void staysWithinItsRange() {
        byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xFF};
        Utf8Validator validator = new Utf8Validator();
        assertThat(validator.validate(bytes, 1, 3)).isEqualTo(-1);
        assertThat(validator.pending()).isEqualTo(1);
        assertThat(validator.validate(bytes, 3, 3)).isEqualTo(-1);
    }

    private static boolean isValid(byte[] bytes) {
        Utf8Validator validator = new Utf8Validator();
        return validator.validate(bytes, 0, bytes.length) < 0 && validator.isComplete();
    }

    private static boolean isStartOfText(byte[] bytes) {
        for (byte[] ending : ENDINGS) {
            byte[] whole = Arrays.copyOf(bytes, bytes.length + ending.length);
            System.arraycopy(ending, 0, whole, bytes.length, ending.length);
            if (jdkDecodes(whole)) {
                return true;
            }
        }
        return false;
    }

    private static boolean jdkDecodes(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
