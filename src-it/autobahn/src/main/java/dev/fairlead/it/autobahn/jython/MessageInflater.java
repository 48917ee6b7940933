package dev.fairlead.it.autobahn.jython;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.python.core.PyString;

/**
 * Expands messages as RFC 7692 section 7.2.2 says, and refuses what the peer's window doesn't allow: {@link Inflater} itself
 * takes any distance up to 32,768 bytes, so that a peer that ignores its window would go unnoticed.
 */
public final class MessageInflater {
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int LARGEST_WINDOW_BITS = 15;

    private final Inflater inflater = new Inflater(true);
    private final int windowBits;
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private byte[] out = new byte[64 << 10];

    /**
     * Creates one that has seen no message.
     *
     * @param windowBits of the peer's window, 8 to 15
     */
    public MessageInflater(int windowBits) {
        this.windowBits = windowBits;
    }

    /**
     * Expands a part of a message.
     *
     * @param part of its payload
     * @return of its data
     * @throws DataFormatException if it isn't valid
     */
    public PyString inflate(PyString part) throws DataFormatException {
        return inflate(part.toBytes());
    }

    /**
     * Ends a message.
     *
     * @return nothing, for all of it came before
     * @throws DataFormatException if the message ends inside a block or has a distance greater than the window
     */
    public PyString end() throws DataFormatException {
        PyString rest = inflate(TAIL);
        if (windowBits < LARGEST_WINDOW_BITS) {
            int distance = DeflateDistances.greatest(payload.toByteArray());
            payload.reset();
            if (distance > 1 << windowBits) {
                throw new DataFormatException("a distance of " + distance + " bytes in a window of " + windowBits + " bits, "
                        + (1 << windowBits) + " bytes");
            }
        }
        return rest;
    }

    private PyString inflate(byte[] input) throws DataFormatException {
        if (windowBits < LARGEST_WINDOW_BITS) {
            payload.writeBytes(input);
        }
        inflater.setInput(input);
        int length = inflater.inflate(out);
        while (length == out.length) {
            out = Octets.grown(out);
            length += inflater.inflate(out, length, out.length - length);
        }
        if (inflater.finished() && inflater.getRemaining() > 0) {
            throw new DataFormatException("data after a final block");
        }
        return Octets.of(out, length);
    }
}
