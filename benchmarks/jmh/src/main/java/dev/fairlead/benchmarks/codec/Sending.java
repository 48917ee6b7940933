package dev.fairlead.benchmarks.codec;

/** The compressing halves of some connections. Not thread-safe. */
public interface Sending extends AutoCloseable {
    /**
     * Compresses a message.
     *
     * @param connection from 0
     * @param message    left as it is
     * @return bytes of the payload that would be sent
     */
    int send(int connection, byte[] message);

    /** Frees what isn't garbage-collected. */
    @Override
    void close();
}
