package dev.fairlead.benchmarks;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** permessage-deflate of one connection, with zlib as the JDK has it: a stream for each direction, level 6, windows of 15 bits. */
final class FloorDeflate {
    private static final byte[] TAIL = {0, 0, -1, -1};
    private static final int SLACK = 64;

    private final Inflater inflater = new Inflater(true);
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final boolean resetsInput;
    private final boolean resetsOutput;
    private final FloorThread thread;

    FloorDeflate(FloorThread thread, boolean resetsInput, boolean resetsOutput) {
        this.thread = thread;
        this.resetsInput = resetsInput;
        this.resetsOutput = resetsOutput;
    }

    /** Inflates a whole message into the thread's buffer. */
    ByteBuffer inflate(ByteBuffer message) throws DataFormatException {
        if (resetsInput) {
            inflater.reset();
        }
        ByteBuffer plain = thread.inflated();
        inflater.setInput(message);
        plain = inflateInput(plain);
        inflater.setInput(TAIL);
        return inflateInput(plain).flip();
    }

    private ByteBuffer inflateInput(ByteBuffer start) throws DataFormatException {
        ByteBuffer plain = start;
        while (!inflater.needsInput() || !plain.hasRemaining()) {
            if (!plain.hasRemaining()) {
                plain = thread.moreInflated();
            }
            if (inflater.inflate(plain) == 0 && plain.hasRemaining()) {
                break;
            }
        }
        return plain;
    }

    /** Deflates a whole message into the thread's buffer, with room for a header before it. */
    ByteBuffer deflate(ByteBuffer message) {
        if (resetsOutput) {
            deflater.reset();
        }
        int length = message.remaining();
        ByteBuffer packed = thread.deflated(length + length / 1000 + SLACK);
        packed.position(FloorFrame.LARGEST_HEADER);
        if (length == 0) {
            // zlib flushes nothing twice
            packed.put((byte) 0);
        } else {
            deflater.setInput(message);
            deflater.deflate(packed, Deflater.SYNC_FLUSH);
            packed.position(packed.position() - TAIL.length);
        }
        return packed.flip().position(FloorFrame.LARGEST_HEADER);
    }

    void end() {
        inflater.end();
        deflater.end();
    }
}
