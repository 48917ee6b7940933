package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.Locale;
import java.util.Objects;

/**
 * The engine on {@code java.util.zip}. A connection's context is kept as plaintext, and a pooled native stream is
 * primed with it for each message: the flush at the end of the message before has aligned the stream to a byte, so that
 * the peer sees no difference, and an idle connection holds no native memory.
 *
 * @param pool lends the native streams
 */
public record ZlibCodec(ZlibPool pool) implements DeflateCodec {
    /** What zlib has where nobody says anything, and {@code java.util.zip} lets nobody say anything. */
    private static final int MEMORY_LEVEL = 8;

    /**
     * Creates an engine.
     *
     * @param pool lends the native streams
     */
    public ZlibCodec {
        Objects.requireNonNull(pool, "pool");
    }

    @Override
    public void require(Compression compression) {
        if (compression.memoryLevelOr(MEMORY_LEVEL) != MEMORY_LEVEL) {
            throw new IllegalArgumentException("the JDK's codec has memory level " + MEMORY_LEVEL + " only, not "
                    + compression.memoryLevel() + "; leave memoryLevel out, or set codec to fairlead");
        }
        switch (compression.strategy()) {
            case DEFAULT, FILTERED, HUFFMAN_ONLY -> {
            }
            case RLE, FIXED -> throw new IllegalArgumentException("the JDK's codec doesn't have the strategy "
                    + compression.strategy().name().toLowerCase(Locale.ROOT)
                    + "; set strategy to default, filtered or huffman_only, or set codec to fairlead");
        }
        if (compression.tables() == Tables.CONNECTION) {
            throw new IllegalArgumentException("the JDK's codec keeps no tables for a connection; set tables to shared,"
                    + " or set codec to fairlead");
        }
    }

    @Override
    public MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        return new ZlibDeflater(pool, windowBits, contextTakeover, compression);
    }

    @Override
    public MessageInflater inflater(int windowBits, boolean contextTakeover) {
        return new ZlibInflater(pool, windowBits, contextTakeover);
    }
}
