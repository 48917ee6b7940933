package dev.fairlead.benchmarks.codec;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A vocabulary of common English words and many made of syllables. The n-th word is used about 1/n times as often as the first
 * (Zipf's law), which is what makes text compress as text does. Not thread-safe.
 */
final class Words {
    private static final int SIZE = 4000;

    private static final List<String> COMMON = List.of(("the of and to a in is you that it he was for on are as with his"
            + " they at be this have from or one had by but not what all were we when your can said there use an each which"
            + " she do how their if will up other about out many then them these so some her would make like him into time"
            + " has look two more write go see number no way could people my than first water been call who its now find"
            + " long down day did get come made may part").split(" "));
    private static final List<String> ONSETS =
            List.of("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "th", "ch", "");
    private static final List<String> VOWELS = List.of("a", "e", "i", "o", "u", "ea", "ou", "ai", "e", "a", "o");
    private static final List<String> CODAS = List.of("n", "r", "s", "t", "l", "d", "m", "ng", "nt", "st", "ck", "", "", "");
    private static final List<String> ENDINGS = List.of("ing", "ed", "ly", "tion", "ment", "er");

    private final Random random;
    private final String[] words;
    private final double[] cumulated = new double[SIZE];

    Words(Random random) {
        this.random = random;
        Set<String> vocabulary = new LinkedHashSet<>(COMMON);
        while (vocabulary.size() < SIZE) {
            vocabulary.add(invented());
        }
        words = vocabulary.toArray(String[]::new);
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += 1 / (i + 2.7);
            cumulated[i] = sum;
        }
    }

    private String invented() {
        StringBuilder word = new StringBuilder();
        for (int syllables = 1 + random.nextInt(3); syllables > 0; syllables--) {
            word.append(any(ONSETS)).append(any(VOWELS)).append(any(CODAS));
        }
        return random.nextInt(6) == 0 ? word.append(any(ENDINGS)).toString() : word.toString();
    }

    /** One of some, all equally likely. */
    String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** A word, common ones more often. */
    String word() {
        int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[SIZE - 1]);
        return words[Math.min(at < 0 ? -at - 1 : at, SIZE - 1)];
    }

    /** A word that isn't common, with a capital. */
    String name() {
        String word = words[COMMON.size() + random.nextInt(SIZE - COMMON.size())];
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String sentence() {
        String first = word();
        StringBuilder sentence = new StringBuilder().append(Character.toUpperCase(first.charAt(0)))
                .append(first, 1, first.length());
        for (int left = 4 + random.nextInt(14); left > 0; left--) {
            sentence.append(random.nextInt(9) == 0 ? ", " : " ").append(word());
        }
        return sentence.append(random.nextInt(8) == 0 ? "? " : ". ").toString();
    }

    /** Sentences of exactly so many characters. */
    String text(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(sentence());
        }
        return text.substring(0, length);
    }
}
