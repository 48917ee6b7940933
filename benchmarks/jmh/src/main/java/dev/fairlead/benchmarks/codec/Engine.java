package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.ProductCodecs;
import dev.fairlead.websocket.protocol.extension.deflate.Compression;

/** The implementations that are compared. */
public enum Engine {
    /** The JDK's streams, one of each for a connection, for as long as it lasts. Their window is always 15 bits. */
    JDK_PERSISTENT("JDK persistent"),
    /** Fairlead's codec {@code jdk}: the JDK's streams from a pool, primed with the connection's history. */
    JDK_HIBERNATED("JDK hibernated"),
    /** jzlib, zlib in Java, one of its streams for a connection. */
    JZLIB("jzlib"),
    /** Fairlead's own codec. */
    FAIRLEAD("Fairlead");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /**
     * How tables call it.
     *
     * @return a name
     */
    public String title() {
        return title;
    }

    /**
     * Makes compressing halves with context takeover.
     *
     * @param connections how many
     * @param windowBits  9 to 15
     * @param compression level, memory level, strategy, tables
     * @return to be closed
     */
    public Sending sending(int connections, int windowBits, Compression compression) {
        return sending(connections, windowBits, true, compression);
    }

    Sending sending(int connections, int windowBits, boolean contextTakeover, Compression compression) {
        return switch (this) {
            case JDK_PERSISTENT -> new PersistentJdk.Deflating(connections, contextTakeover, compression.level());
            case JDK_HIBERNATED ->
                new CodecSending(ProductCodecs.jdk(), connections, windowBits, contextTakeover, compression);
            case JZLIB -> new Jzlib.Deflating(connections, windowBits, compression.level(),
                    compression.memoryLevelOr(memoryLevel(windowBits)));
            case FAIRLEAD ->
                new CodecSending(ProductCodecs.fairlead(), connections, windowBits, contextTakeover, compression);
        };
    }

    /**
     * Makes decompressing halves with context takeover.
     *
     * @param connections how many
     * @param windowBits  9 to 15
     * @return to be closed
     */
    public Receiving receiving(int connections, int windowBits) {
        return switch (this) {
            case JDK_PERSISTENT -> new PersistentJdk.Inflating(connections);
            case JDK_HIBERNATED -> new CodecReceiving(ProductCodecs.jdk(), connections, windowBits);
            case JZLIB -> new Jzlib.Inflating(connections, windowBits);
            case FAIRLEAD -> new CodecReceiving(ProductCodecs.fairlead(), connections, windowBits);
        };
    }

    /** zlib's memory level that goes with a window: 8 with 15 bits is zlib's default, 5 with 12 has the same proportions. */
    static int memoryLevel(int windowBits) {
        return Math.max(1, windowBits - 7);
    }
}
