package dev.fairlead.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {
    @ParameterizedTest
    @EnumSource
    void messagesHaveTheirSizeAndDiffer(Corpus corpus) {
        for (int size : Cell.SIZES) {
            List<byte[]> messages = corpus.messages(size, 20);

            assertThat(messages).hasSize(20).allSatisfy(message -> assertThat(message).hasSize(size));
            Set<String> different = new HashSet<>();
            messages.forEach(message -> different.add(new String(message, StandardCharsets.ISO_8859_1)));
            assertThat(different).hasSize(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameMessagesComeAgain(Corpus corpus) {
        assertThat(Arrays.deepEquals(corpus.messages(200, 5).toArray(), corpus.messages(200, 5).toArray())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCycleIsLongerThanEveryWindow(Corpus corpus) {
        for (int size : Cell.SIZES) {
            List<byte[]> cycle = corpus.cycle(size);

            assertThat((long) size * cycle.size()).isGreaterThan(3 << 15);
            assertThat(cycle).hasSizeBetween(16, 2000);
        }
    }

    @ParameterizedTest
    @CsvSource({"64", "200", "1024", "4096", "65536"})
    void jsonIsOneDocument(int size) {
        for (byte[] message : Corpus.JSON.messages(size, 5)) {
            String json = new String(message, StandardCharsets.US_ASCII);
            String structure = json.replaceAll("\"[^\"]*\"", "\"\"");

            assertThat(json).startsWith("{").endsWith("\"}");
            assertThat(structure).matches("[\\[\\]{}:,.\"a-z0-9]*");
            assertThat(structure.chars().filter(c -> c == '{').count()).isEqualTo(structure.chars().filter(c -> c == '}').count());
            assertThat(structure.chars().filter(c -> c == '[').count()).isEqualTo(structure.chars().filter(c -> c == ']').count());
        }
    }

    /** Other people's JSON and text come down to a third or a half at zlib's default level, and so must these. */
    @Test
    void compressesAsRealMessagesDo() {
        assertThat(zlib(Corpus.JSON)).isBetween(.3, .5);
        assertThat(zlib(Corpus.TEXT)).isBetween(.4, .6);
        assertThat(zlib(Corpus.NOISE)).isBetween(1., 1.02);
    }

    private static double zlib(Corpus corpus) {
        List<byte[]> messages = corpus.messages(1024, 200);
        try (SendingConnections one = new SendingConnections(new PersistentJdk.Deflating(1, true, 6), messages, 1)) {
            messages.forEach(any -> one.next());
            return one.ratio();
        }
    }
}
