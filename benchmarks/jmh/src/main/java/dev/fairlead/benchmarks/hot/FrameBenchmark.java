package dev.fairlead.benchmarks.hot;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.Role;
import dev.fairlead.websocket.protocol.frame.FrameParser;
import dev.fairlead.websocket.protocol.frame.FrameWriter;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.nio.ByteBuffer;
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

/** The header of a frame, without its payload: read as a client's, written as a server's. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FrameBenchmark {
    /** Bytes of payload: each is of another form of the length. */
    @Param({"64", "1024", "1048576"})
    public int size;

    private ByteBuffer frame;
    private FrameParser parser;
    private final byte[] header = new byte[FrameWriter.MAX_HEADER_SIZE];

    /** Makes a frame that is masked with zeros, so that its payload costs nothing. */
    @Setup(Level.Trial)
    public void make() {
        parser = new FrameParser(Role.SERVER, 0);
        byte[] bytes = new byte[FrameWriter.headerSize(size, true) + size];
        FrameWriter.writeHeader(bytes, 0, true, 0, Opcode.BINARY, size, 0);
        frame = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads it.
     *
     * @return bytes of payload
     */
    @Benchmark
    public int read() throws ProtocolException {
        frame.rewind();
        parser.parseHeader(frame);
        return parser.parsePayload(frame, Integer.MAX_VALUE);
    }

    /**
     * Writes it.
     *
     * @return bytes of the header
     */
    @Benchmark
    public int write() {
        return FrameWriter.writeHeader(header, 0, true, 0, Opcode.BINARY, size);
    }
}
