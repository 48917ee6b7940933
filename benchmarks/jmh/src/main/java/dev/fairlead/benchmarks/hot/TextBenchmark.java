package dev.fairlead.benchmarks.hot;

import dev.fairlead.websocket.protocol.frame.Utf8Encoder;
import dev.fairlead.websocket.protocol.frame.Utf8Validator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bytes of a text message to a String, and back into the place of a payload. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TextBenchmark {
    private static final int HEADER = 4;

    /** Characters of the text. */
    @Param({"64", "1024", "16384"})
    public int size;

    /** Whether each character takes one byte; if not, one in sixteen takes two. */
    @Param({"true", "false"})
    public boolean ascii;

    private String text;
    private byte[] bytes;
    private byte[] target;
    private final Utf8Validator validator = new Utf8Validator();

    /** Makes the text. */
    @Setup(Level.Trial)
    public void make() {
        text = (ascii ? "sixteen letters," : "f\u00fcnfzehn letters").repeat(size / 16);
        bytes = text.getBytes(StandardCharsets.UTF_8);
        target = new byte[HEADER + Utf8Encoder.MAX_BYTES_PER_CHAR * text.length()];
    }

    /**
     * Checks the bytes and makes a String.
     *
     * @return the text
     */
    @Benchmark
    public String decode() {
        if (validator.validate(bytes, 0, bytes.length) >= 0) {
            throw new IllegalStateException("not UTF-8");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Makes a String alone, which doesn't tell whether the bytes are right.
     *
     * @return the text
     */
    @Benchmark
    public String decodeUnchecked() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * Encodes behind the place of a header.
     *
     * @return the index behind the last byte
     */
    @Benchmark
    public int encode() {
        return Utf8Encoder.encode(text, target, HEADER);
    }

    /**
     * Encodes as the JDK does, into an array of its own.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] encodeApart() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
