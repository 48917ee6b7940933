package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.Objects;

/**
 * How an endpoint compresses what it sends. Nothing of it is negotiated.
 *
 * @param level         1 (fastest) to 9 (smallest)
 * @param strategy      what the deflater is tuned for
 * @param memoryLevel   1 (least memory) to 9 (most); {@link #AUTOMATIC} for the codec's own
 * @param tables        where the match finder's tables are
 * @param minimumSize   messages of fewer bytes are sent as they are; {@link #AUTOMATIC} for what pays
 * @param onlyIfSmaller whether a whole message that compression doesn't make smaller is sent as it is
 */
public record Compression(int level, Strategy strategy, int memoryLevel, Tables tables, int minimumSize,
        boolean onlyIfSmaller) {
    /** The memory level of the codec's choice; the minimum size that pays: 0 with context, 96 bytes without. */
    public static final int AUTOMATIC = -1;

    /** What holds where nothing is said. */
    public static final Compression DEFAULT =
            new Compression(1, Strategy.DEFAULT, AUTOMATIC, Tables.SHARED, AUTOMATIC, true);

    /** Below that many bytes a message without context gets hardly smaller (measured on JSON). */
    private static final int WITHOUT_CONTEXT = 96;

    /**
     * Creates a configuration.
     *
     * @param level         1 (fastest) to 9 (smallest)
     * @param strategy      what the deflater is tuned for
     * @param memoryLevel   1 (least memory) to 9 (most); {@link #AUTOMATIC} for the codec's own
     * @param tables        where the match finder's tables are
     * @param minimumSize   messages of fewer bytes are sent as they are; {@link #AUTOMATIC} for what pays
     * @param onlyIfSmaller whether a whole message that compression doesn't make smaller is sent as it is
     * @throws IllegalArgumentException if a value is out of range
     */
    public Compression {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(tables, "tables");
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("level is " + level + "; it must be 1 (fastest) to 9 (smallest)");
        }
        if (memoryLevel != AUTOMATIC && (memoryLevel < 1 || memoryLevel > 9)) {
            throw new IllegalArgumentException("memoryLevel is " + memoryLevel
                    + "; it must be 1 (least memory) to 9 (most), or -1 for automatic");
        }
        if (minimumSize < AUTOMATIC) {
            throw new IllegalArgumentException("minimumSize is " + minimumSize
                    + "; it must be 0 to 2147483647 bytes, or -1 for automatic");
        }
    }

    /**
     * The memory level in force.
     *
     * @param codecs the codec's own, 1 to 9
     * @return 1 to 9
     */
    public int memoryLevelOr(int codecs) {
        return memoryLevel == AUTOMATIC ? codecs : memoryLevel;
    }

    /**
     * The minimum size in force.
     *
     * @param contextTakeover whether the deflater keeps its context between messages
     * @return bytes
     */
    public int minimumSize(boolean contextTakeover) {
        if (minimumSize != AUTOMATIC) {
            return minimumSize;
        }
        return contextTakeover ? 0 : WITHOUT_CONTEXT;
    }

    /**
     * The same with another level.
     *
     * @param value 1 (fastest) to 9 (smallest)
     * @return a new configuration
     */
    public Compression withLevel(int value) {
        return new Compression(value, strategy, memoryLevel, tables, minimumSize, onlyIfSmaller);
    }

    /**
     * The same with another strategy.
     *
     * @param value what the deflater is tuned for
     * @return a new configuration
     */
    public Compression withStrategy(Strategy value) {
        return new Compression(level, value, memoryLevel, tables, minimumSize, onlyIfSmaller);
    }

    /**
     * The same with another memory level.
     *
     * @param value 1 to 9, or {@link #AUTOMATIC}
     * @return a new configuration
     */
    public Compression withMemoryLevel(int value) {
        return new Compression(level, strategy, value, tables, minimumSize, onlyIfSmaller);
    }

    /**
     * The same with tables elsewhere.
     *
     * @param value where they are
     * @return a new configuration
     */
    public Compression withTables(Tables value) {
        return new Compression(level, strategy, memoryLevel, value, minimumSize, onlyIfSmaller);
    }

    /**
     * The same with another minimum size.
     *
     * @param value bytes, or {@link #AUTOMATIC}
     * @return a new configuration
     */
    public Compression withMinimumSize(int value) {
        return new Compression(level, strategy, memoryLevel, tables, value, onlyIfSmaller);
    }

    /**
     * The same with another answer to messages that don't get smaller.
     *
     * @param value whether they are sent as they are
     * @return a new configuration
     */
    public Compression withOnlyIfSmaller(boolean value) {
        return new Compression(level, strategy, memoryLevel, tables, minimumSize, value);
    }

    /** Written out: before Java 18 the JDK keeps the class of the record that was compared last by generated code. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Compression compression
                && level == compression.level
                && strategy == compression.strategy
                && memoryLevel == compression.memoryLevel
                && tables == compression.tables
                && minimumSize == compression.minimumSize
                && onlyIfSmaller == compression.onlyIfSmaller;
    }

    @Override
    public int hashCode() {
        return Objects.hash(level, strategy, memoryLevel, tables, minimumSize, onlyIfSmaller);
    }
}
