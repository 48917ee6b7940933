package dev.fairlead.it.autobahn.jython;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import org.python.core.PyString;
import org.python.core.util.StringUtil;

/** Python 2's strings of bytes: made, masked, read from channels and written to them. For one thread, the reactor's. */
public final class Octets {
    private static final ByteBuffer RECEIVED = ByteBuffer.allocateDirect(256 << 10);

    private Octets() {
    }

    /** The first bytes of an array. */
    static PyString of(byte[] bytes, int length) {
        return new PyString(StringUtil.fromBytes(bytes, 0, length));
    }

    /**
     * Applies a masking key (RFC 6455 section 5.3).
     *
     * @param data  any bytes
     * @param key   four bytes
     * @param start how many bytes of the frame came before
     * @return as many bytes as there are data
     */
    public static PyString mask(PyString data, PyString key, int start) {
        byte[] masked = data.toBytes();
        byte[] keyBytes = key.toBytes();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= keyBytes[start + i & 3];
        }
        return of(masked, masked.length);
    }

    /**
     * Reads what is there.
     *
     * @param channel doesn't block
     * @return perhaps nothing; null at the end of the stream
     * @throws IOException if the channel can't be read
     */
    public static PyString read(SocketChannel channel) throws IOException {
        RECEIVED.clear();
        int length = channel.read(RECEIVED);
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        RECEIVED.flip().get(bytes);
        return of(bytes, length);
    }

    /**
     * Writes as much as the channel takes.
     *
     * @param channel doesn't block
     * @param data    any bytes
     * @return how many of them were written
     * @throws IOException if the channel can't be written to
     */
    public static int write(SocketChannel channel, PyString data) throws IOException {
        return channel.write(ByteBuffer.wrap(data.toBytes()));
    }

    /** A larger array with the same bytes at its start. */
    static byte[] grown(byte[] bytes) {
        return Arrays.copyOf(bytes, 2 * bytes.length);
    }
}
