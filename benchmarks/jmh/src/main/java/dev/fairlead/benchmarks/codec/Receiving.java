package dev.fairlead.benchmarks.codec;

/** The decompressing halves of some connections. Not thread-safe. */
public interface Receiving extends AutoCloseable {
    /**
     * Decompresses a message.
     *
     * @param connection from 0
     * @param payload    without the tail of the flush (RFC 7692 section 7.2.1), left as it is
     * @return bytes of the message
     */
    int receive(int connection, byte[] payload);

    /** Frees what isn't garbage-collected. */
    @Override
    void close();
}
