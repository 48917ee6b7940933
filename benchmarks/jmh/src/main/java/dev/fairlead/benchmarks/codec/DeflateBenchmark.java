package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Compressing a message on one of many connections. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(value = 2, jvmArgs = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class DeflateBenchmark {
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

    /** zlib's level. */
    @Param({"1", "6"})
    public int level;

    /** The window, 15 always for JDK_PERSISTENT. */
    @Param({"12", "15"})
    public int windowBits;

    private SendingConnections senders;

    /** What the benchmark reports beside its time. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Ratio {
        /** Bytes sent in percent of the messages' bytes. */
        public double sentPercent;
    }

    /** Fills every connection's history. */
    @Setup(Level.Trial)
    public void open() {
        senders = new SendingConnections(
                engine.sending(connections, windowBits, Compression.DEFAULT.withLevel(level)
                        .withMemoryLevel(Engine.memoryLevel(windowBits))),
                corpus.cycle(size), connections);
        for (long filled = 0; filled < (long) connections << windowBits; filled += size) {
            senders.next();
        }
    }

    /** Frees native streams. */
    @TearDown(Level.Trial)
    public void close() {
        senders.close();
    }

    /**
     * Compresses the next message.
     *
     * @param ratio is told how much is left of the bytes
     * @return bytes of the payload
     */
    @Benchmark
    public int deflate(Ratio ratio) {
        int length = senders.next();
        ratio.sentPercent = 100 * senders.ratio();
        return length;
    }
}
