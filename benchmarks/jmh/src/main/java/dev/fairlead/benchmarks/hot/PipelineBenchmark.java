package dev.fairlead.benchmarks.hot;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that the provider does for a message: from the bytes that a transport has read, through an annotated endpoint that returns
 * it, to the bytes that a transport is to write. One copy of the bytes received is the benchmark's own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(value = 2, jvmArgs = {"-Xms256m", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
public class PipelineBenchmark {
    private static final int TOGETHER = 16;

    /** What is sent and returned. */
    @Param
    public Message message;

    /** Whether permessage-deflate is in use, with context takeover and the default settings. */
    @Param({"false", "true"})
    public boolean deflate;

    /** The most bytes of one read. */
    @Param("32768")
    public int readSize;

    private EchoConnection connection;

    /** Opens the connection. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        connection = new EchoConnection(message, deflate, readSize);
    }

    /** Stops the container. */
    @TearDown(Level.Trial)
    public void close() {
        connection.close();
    }

    /**
     * A message that came alone.
     *
     * @return bytes sent so far
     */
    @Benchmark
    public long alone() {
        return connection.exchange(1);
    }

    /**
     * A message of 16 that came together.
     *
     * @return bytes sent so far
     */
    @Benchmark
    @OperationsPerInvocation(TOGETHER)
    public long together() {
        return connection.exchange(TOGETHER);
    }
}
