package dev.fairlead.benchmarks.hot;

import dev.fairlead.websocket.protocol.frame.Mask;
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

/** Unmasking a payload where it lies, and the same byte by byte. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MaskBenchmark {
    private static final int KEY = 0x12345678;

    /** Bytes of payload. */
    @Param({"64", "1024", "16384"})
    public int size;

    /** Where the payload begins: behind a header of 6 bytes it isn't aligned. */
    @Param({"6", "8"})
    public int offset;

    private byte[] bytes;

    /** Makes the payload. */
    @Setup(Level.Trial)
    public void make() {
        bytes = new byte[offset + size];
    }

    /**
     * As the provider does it.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] unmask() {
        Mask.apply(bytes, offset, size, KEY, 0);
        return bytes;
    }

    /**
     * As the RFC says it.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] byByte() {
        for (int i = 0; i < size; i++) {
            bytes[offset + i] ^= (byte) (KEY >>> (24 - 8 * (i & 3)));
        }
        return bytes;
    }
}
