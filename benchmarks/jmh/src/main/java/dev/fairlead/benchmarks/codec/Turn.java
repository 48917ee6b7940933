package dev.fairlead.benchmarks.codec;

/** Work that is done over and over: one message on one of many connections. */
public interface Turn extends AutoCloseable {
    /**
     * Does the next message.
     *
     * @return its bytes, so that nothing is optimised away
     */
    int next();

    @Override
    void close();
}
