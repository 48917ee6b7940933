package dev.fairlead.it.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses and expands messages as RFC 7692 section 7.2 says, with both histories kept from message to message. */
public final class DeflateStreams implements AutoCloseable {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);

    /** Compresses a message. */
    public byte[] deflate(byte[] message) {
        deflater.setInput(message);
        byte[] buffer = new byte[64 << 10];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH); n > 0;
                n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH)) {
            out.write(buffer, 0, n);
            if (n < buffer.length) {
                break;
            }
        }
        byte[] all = out.toByteArray();
        return Arrays.copyOf(all, all.length - TAIL.length);
    }

    /** Forgets what was compressed before. */
    public void forgetSent() {
        deflater.reset();
    }

    /** Forgets what was expanded before. */
    public void forgetReceived() {
        inflater.reset();
    }

    /** Expands a message. */
    public byte[] inflate(byte[] payload) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        inflate(payload, out);
        inflate(TAIL, out);
        return out.toByteArray();
    }

    private void inflate(byte[] input, ByteArrayOutputStream out) throws DataFormatException {
        inflater.setInput(input);
        byte[] buffer = new byte[64 << 10];
        for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    @Override
    public void close() {
        deflater.end();
        inflater.end();
    }
}
