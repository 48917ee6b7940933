package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.Strategy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parsers make of small texts: literals as themselves, matches as (length, distance). */
class ParserTest {
    private final MatchContext context = new MatchContext(new ContextSize(8, 5), 0);

    /** Parses what follows in the window. */
    private String parse(int level, Strategy strategy, String text) {
        Method method = Method.of(Compression.DEFAULT.withLevel(level).withStrategy(strategy));
        TokenBuffer tokens = new TokenBuffer(5);
        SlidingWindow window = context.window();
        int at = window.end();
        window.add(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)), 0);
        method.prepare(context, at);
        while (at < window.end()) {
            at = method.parse(context, at, window.end(), tokens);
        }
        StringBuilder parsed = new StringBuilder();
        for (int i = 0; i < tokens.count(); i++) {
            int token = tokens.tokens()[i];
            if (TokenBuffer.isLiteral(token)) {
                parsed.append((char) token);
            } else {
                parsed.append('(').append(TokenBuffer.length(token)).append(',').append(TokenBuffer.distance(token))
                        .append(')');
            }
        }
        return parsed.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyLevelFindsARepetition(int level) {
        assertThat(parse(level, Strategy.DEFAULT, "fjords, fjords!")).isEqualTo("fjords, (6,8)!");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void everyKindOfLevelFindsWhatTheMessageBeforeHad(int level) {
        assertThat(parse(level, Strategy.DEFAULT, "the harbour")).isEqualTo("the harbour");
        assertThat(parse(level, Strategy.DEFAULT, "the harbour")).isEqualTo("(11,11)");
        assertThat(parse(level, Strategy.DEFAULT, "fjords, fjords")).isEqualTo("fjords, (6,8)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void everyKindOfLevelMakesRunsOfOverlappingMatches(int level) {
        assertThat(parse(level, Strategy.DEFAULT, "aaaaaaaaaa")).isEqualTo("a(9,1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void matchesAreNeverLongerThan258(int level) {
        assertThat(parse(level, Strategy.DEFAULT, "a".repeat(600))).isEqualTo("a(258,1)(258,1)(83,1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void matchesNeverBeginBeforeTheWindow(int level) {
        List<String> fillers = new ArrayList<>();
        for (int i = 0; i < 256 - 8; i++) {
            fillers.add(Character.toString((char) (255 - i)));
        }
        String filler = String.join("", fillers);
        parse(level, Strategy.DEFAULT, "\1\2\3\4\5\6\7\10" + filler);
        assertThat(parse(level, Strategy.DEFAULT, "\1\2\3\4\5\6\7\10")).isEqualTo("(8,256)");
        parse(level, Strategy.DEFAULT, filler + "\0");
        assertThat(parse(level, Strategy.DEFAULT, "\1\2\3\4\5\6\7\10")).doesNotContain("(8,");
    }

    @Test
    void chainsFindTheLongestMatchAndTheFastLevelTheNewest() {
        String text = "abcdefgh abcdxyz abcdefgh";
        assertThat(parse(6, Strategy.DEFAULT, text)).endsWith("(8,17)");
        context.truncate(0);
        assertThat(parse(1, Strategy.DEFAULT, text)).endsWith("xyz(5,8)(4,17)");
    }

    @Test
    void lazyLevelsLeaveAMatchForALongerOneAtTheNextByte() {
        String text = "1abcd 2bcdefghij 3abcdefghij";
        assertThat(parse(6, Strategy.DEFAULT, text)).endsWith("3a(9,12)");
        context.truncate(0);
        assertThat(parse(3, Strategy.DEFAULT, text)).contains("(4,").doesNotContain("(9,");
    }

    @Test
    void highLevelsTakeThreeBytesInASmallMessage() {
        assertThat(parse(6, Strategy.DEFAULT, "abc1abc2")).isEqualTo("abc1(3,4)2");
        context.truncate(0);
        assertThat(parse(1, Strategy.DEFAULT, "abc1abc2")).isEqualTo("abc1abc2");
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "6"})
    void filteredLeavesShortMatchesOut(int level) {
        assertThat(parse(level, Strategy.FILTERED, "abcde abcde")).isEqualTo("abcde abcde");
        context.truncate(0);
        assertThat(parse(level, Strategy.FILTERED, "abcdefg abcdefg")).isEqualTo("abcdefg (7,8)");
    }

    @Test
    void huffmanOnlyMakesLiterals() {
        assertThat(parse(6, Strategy.HUFFMAN_ONLY, "aaaaaaa")).isEqualTo("aaaaaaa");
    }

    @Test
    void rleFindsRunsOnly() {
        assertThat(parse(6, Strategy.RLE, "aaaaabcdebcdeee")).isEqualTo("a(4,1)bcdebcdeee");
        assertThat(parse(6, Strategy.RLE, "eeeee")).isEqualTo("(5,1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void whatIsDroppedIsNeverFound(int level) {
        parse(level, Strategy.DEFAULT, "first");
        int end = context.window().end();
        parse(level, Strategy.DEFAULT, "harbour");
        context.truncate(end);
        assertThat(parse(level, Strategy.DEFAULT, "lighthouse harbour")).isEqualTo("lighthouse harbour");
    }
}
