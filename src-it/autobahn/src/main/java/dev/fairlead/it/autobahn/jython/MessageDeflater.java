package dev.fairlead.it.autobahn.jython;

import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.JZlib;
import java.util.zip.Deflater;
import org.python.core.PyString;

/**
 * Compresses messages as RFC 7692 section 7.2.1 says, each with what came before it as context. JZlib for windows under 15
 * bits, since {@link Deflater} has no other than 15.
 */
public final class MessageDeflater {
    /** Of the empty block that a sync flush ends with, the bytes that aren't sent. */
    private static final int TAIL = 4;

    private final Deflater largest;
    private final com.jcraft.jzlib.Deflater smaller;
    private byte[] out = new byte[64 << 10];

    /**
     * Creates one that has seen no message.
     *
     * @param windowBits 9 to 15
     * @param memLevel   1 to 9
     * @throws GZIPException if JZlib doesn't take these
     */
    public MessageDeflater(int windowBits, int memLevel) throws GZIPException {
        if (windowBits == 15) {
            largest = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
            smaller = null;
        } else {
            largest = null;
            smaller = new com.jcraft.jzlib.Deflater(JZlib.Z_DEFAULT_COMPRESSION, windowBits, memLevel,
                    JZlib.WrapperType.NONE);
        }
    }

    /**
     * Compresses a message.
     *
     * @param message its bytes
     * @return its payload
     */
    public PyString deflate(PyString message) {
        int length = largest != null ? byZlib(message.toBytes()) : byJzlib(message.toBytes());
        return Octets.of(out, length - TAIL);
    }

    private int byZlib(byte[] message) {
        largest.setInput(message);
        int length = largest.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        while (length == out.length) {
            out = Octets.grown(out);
            length += largest.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
        }
        return length;
    }

    private int byJzlib(byte[] message) {
        smaller.setInput(message);
        smaller.setOutput(out);
        smaller.deflate(JZlib.Z_SYNC_FLUSH);
        while (smaller.avail_out == 0) {
            int length = out.length;
            out = Octets.grown(out);
            smaller.setOutput(out, length, out.length - length);
            smaller.deflate(JZlib.Z_SYNC_FLUSH);
        }
        return out.length - smaller.avail_out;
    }
}
