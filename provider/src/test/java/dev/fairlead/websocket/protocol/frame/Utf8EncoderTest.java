package dev.fairlead.websocket.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8EncoderTest {
    private static final char[] ALPHABET = {'a', '\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', '\ud7ff', '\ue000',
        '\ud800', '\udbff', '\udc00', '\udfff'};

    private static byte[] encode(String text) {
        byte[] target = new byte[2 + text.length() * Utf8Encoder.MAX_BYTES_PER_CHAR];
        return Arrays.copyOfRange(target, 2, Utf8Encoder.encode(text, target, 2));
    }

    private static String random(Random random) {
        char[] chars = new char[random.nextInt(12)];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(chars);
    }

    @Test
    void encodesAsTheJdkDoesWithLoneSurrogatesToo() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            String text = random(random);
            assertThat(encode(text)).isEqualTo(text.getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\ud83d\ude00", "a\ud83d\ude00b\ud83d\ude01", "\ud83d", "\ude00",
        "\ud83d\ud83d\ude00"})
    void putsTogetherWhatPartsHaveCut(String text) {
        byte[] whole = text.getBytes(UTF_8);
        for (int first = 0; first <= text.length(); first++) {
            for (int second = first; second <= text.length(); second++) {
                Utf8Encoder encoder = new Utf8Encoder();
                String joined = encoder.join(text.substring(0, first), false)
                        + encoder.join(text.substring(first, second), false)
                        + encoder.join(text.substring(second), true);
                assertThat(joined.getBytes(UTF_8)).isEqualTo(whole);
                assertThat(encoder.join("next", true)).isEqualTo("next");
            }
        }
    }

    @Test
    void handsOutOnlyWholePairs() {
        Random random = new Random(4);
        for (int i = 0; i < 5_000; i++) {
            Utf8Encoder encoder = new Utf8Encoder();
            String[] parts = {random(random), random(random), random(random)};
            StringBuilder bytes = new StringBuilder();
            for (int part = 0; part < parts.length; part++) {
                bytes.append(new String(encode(encoder.join(parts[part], part == 2)), UTF_8));
            }
            assertThat(bytes.toString()).isEqualTo(new String(String.join("", parts).getBytes(UTF_8), UTF_8));
        }
    }

    @Test
    void keepsPartsAsTheyAreWhereNothingIsCut() {
        String part = "a whole part";
        assertThat(new Utf8Encoder().join(part, false)).isSameAs(part);
        assertThat(new Utf8Encoder().join(part, true)).isSameAs(part);
    }
}
