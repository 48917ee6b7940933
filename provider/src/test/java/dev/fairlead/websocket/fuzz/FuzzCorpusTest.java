package dev.fairlead.websocket.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzers' targets have seen before, and a little around it. {@code mvn -Pfuzz verify} looks for more. */
class FuzzCorpusTest {
    private static final int MUTATIONS = 1000;

    @TestFactory
    Stream<DynamicTest> holdsForEveryInputThatWasKept() {
        return Arrays.stream(FuzzTarget.values()).flatMap(target -> Corpus.of(target).entrySet().stream()
                .map(input -> dynamicTest(target.title() + ": " + input.getKey(),
                        () -> run(target.method(), input.getValue()))));
    }

    @ParameterizedTest
    @EnumSource
    void holdsForInputsNearThoseThatWereKept(FuzzTarget target) throws Exception {
        List<byte[]> corpus = new ArrayList<>(Corpus.of(target).values());
        Random random = new Random(target.ordinal());
        MethodHandle method = target.method();
        for (int i = 0; i < MUTATIONS; i++) {
            run(method, mutant(corpus.get(random.nextInt(corpus.size())), corpus, random));
        }
    }

    /** Some bytes changed, taken out, put in, or the end of another input behind it. */
    private static byte[] mutant(byte[] input, List<byte[]> corpus, Random random) {
        byte[] bytes = input;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, 1 + random.nextInt(4));
            bytes = switch (random.nextInt(4)) {
                case 0 -> splice(bytes, at, noise(length, random), at + length);
                case 1 -> splice(bytes, at, new byte[0], at + length);
                case 2 -> splice(bytes, at, noise(1 + random.nextInt(4), random), at);
                default -> {
                    byte[] other = corpus.get(random.nextInt(corpus.size()));
                    int from = random.nextInt(other.length + 1);
                    yield splice(bytes, at, Arrays.copyOfRange(other, from, other.length), bytes.length);
                }
            };
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int to, byte[] between, int from) {
        byte[] result = Arrays.copyOf(bytes, to + between.length + bytes.length - from);
        System.arraycopy(between, 0, result, to, between.length);
        System.arraycopy(bytes, from, result, to + between.length, bytes.length - from);
        return result;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static void run(MethodHandle method, byte[] input) {
        try {
            method.invokeExact(input.clone());
        } catch (Throwable e) {
            throw new AssertionError("input " + HexFormat.of().formatHex(input), e);
        }
    }

    @Test
    void readsTextAndDigits() {
        assertThat(Corpus.bytes("01 0A\"b c\"ff")).containsExactly(1, 10, 'b', ' ', 'c', 0xFF);
    }

    @Test
    void keepsSomethingForEachTarget() {
        for (FuzzTarget target : FuzzTarget.values()) {
            Map<String, byte[]> inputs = Corpus.of(target);
            assertThat(inputs).as(target.title()).hasSizeGreaterThan(2);
        }
    }
}
