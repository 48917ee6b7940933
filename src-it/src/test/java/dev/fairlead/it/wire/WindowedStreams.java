package dev.fairlead.it.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses and expands messages with both histories kept, within a window that {@code java.util.zip} itself doesn't have: each
 * message begins with a new compressor that is given just so much history. A match that begins a message and reaches back
 * over more than the window isn't understood.
 */
public final class WindowedStreams {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

    private final int window;
    private byte[] sent = {};
    private byte[] received = {};

    /** Streams with windows of so many bits in both directions. */
    public WindowedStreams(int bits) {
        window = 1 << bits;
    }

    /** Compresses a message of at most half the window: with half a window of history no distance is greater than it. */
    public byte[] deflate(byte[] message) {
        if (message.length > window / 2) {
            throw new IllegalArgumentException(message.length + " bytes for a window of " + window);
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(sent);
            deflater.setInput(message);
            byte[] out = new byte[2 * message.length + 64];
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            sent = last(window / 2, sent, message);
            return Arrays.copyOf(out, length - TAIL.length);
        } finally {
            deflater.end();
        }
    }

    /** Expands a message. */
    public byte[] inflate(byte[] payload) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(received);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            byte[] buffer = new byte[8 << 10];
            for (byte[] input : new byte[][] {payload, TAIL}) {
                inflater.setInput(input);
                for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                    message.write(buffer, 0, n);
                }
            }
            received = last(window, received, message.toByteArray());
            return message.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static byte[] last(int most, byte[] history, byte[] message) {
        byte[] all = Arrays.copyOf(history, history.length + message.length);
        System.arraycopy(message, 0, all, history.length, message.length);
        return all.length <= most ? all : Arrays.copyOfRange(all, all.length - most, all.length);
    }
}
