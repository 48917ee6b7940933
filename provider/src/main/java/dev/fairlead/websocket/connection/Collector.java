package dev.fairlead.websocket.connection;

import java.nio.ByteBuffer;

/**
 * What isn't written at once but collected, to leave in one write: all sends where the application wants batches, and those
 * of the reading thread that don't wait, until it has handled all it has read. Thread-safe.
 */
final class Collector {
    /** Bytes that a cork or a batch collects before they are written. */
    private static final int COLLECTED_BYTES = 1 << 16;

    private final Connection connection;
    private final Writer writer;
    private final Cork cork;
    private volatile boolean batching;

    Collector(Connection connection, Writer writer) {
        this.connection = connection;
        this.writer = writer;
        this.cork = writer.cork();
    }

    boolean isBatching() {
        return batching;
    }

    /** Collects from now on, or doesn't; what has been collected is left to the caller. */
    void setBatching(boolean allowed) {
        batching = allowed;
    }

    /** Whether the batch has room for more: what was encoded needn't leave yet. With the lock held. */
    boolean keepsBatch() {
        return batching && !isFull();
    }

    /**
     * Takes what was encoded for a write, unless the reading thread collects it. With the lock held.
     *
     * @return as {@link Writer#begin}
     */
    ByteBuffer[] beginUnlessCorked() {
        if (!connection.isCorking() || isFull()) {
            return writer.begin();
        }
        if (writer.isIdle()) {
            cork.hold();
        }
        return null;
    }

    private boolean isFull() {
        return writer.waiting() >= COLLECTED_BYTES;
    }

    /** Ends the collecting of a read; without the lock. */
    void uncork() {
        if (cork.isHolding()) {
            writer.flush();
        }
    }
}
