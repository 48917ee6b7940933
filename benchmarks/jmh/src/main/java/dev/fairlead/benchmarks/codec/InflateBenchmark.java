package dev.fairlead.benchmarks.codec;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decompressing a message on one of many connections. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 2, jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class InflateBenchmark {
    /** The implementation. */
    @Param
    public Engine engine;

    /** The kind of messages. */
    @Param("JSON")
    public Corpus corpus;

    /** Bytes of each message. */
    @Param({"64", "200", "1024", "4096", "16384", "65536"})
    public int size;

    /** How many connections take turns. */
    @Param({"1", "64", "1000"})
    public int connections;

    /** The window that the peer compresses with. */
    @Param({"12", "15"})
    public int windowBits;

    private ReceivingConnections receivers;

    /** Fills every connection's history. */
    @Setup(Level.Trial)
    public void open() {
        receivers = new ReceivingConnections(engine.receiving(connections, windowBits),
                new PayloadStream(corpus.cycle(size), windowBits), connections);
    }

    /** Frees native streams. */
    @TearDown(Level.Trial)
    public void close() {
        receivers.close();
    }

    /**
     * Decompresses the next message.
     *
     * @return its bytes
     */
    @Benchmark
    public int inflate() {
        return receivers.next();
    }
}
