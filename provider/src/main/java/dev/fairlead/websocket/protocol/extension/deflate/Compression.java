package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.Objects;

/**
 * How an endpoint compresses what it sends. Nothing of it is negotiated.
 *
 * @param level       1 (fastest) to 9 (smallest)
 * @param strategy    what the deflater is tuned for
 * @param minimumSize messages of fewer bytes are sent as they are; {@link #AUTOMATIC} for what pays
 */
public record Compression(int level, Strategy strategy, int minimumSize) {
    /** The minimum size that pays: 0 where the context is taken over, 96 bytes where it isn't. */
    public static final int AUTOMATIC = -1;

    /** What holds where nothing is said. */
    public static final Compression DEFAULT = new Compression(1, Strategy.DEFAULT, AUTOMATIC);

    /** Below that many bytes a message without context gets hardly smaller (measured on JSON). */
    private static final int WITHOUT_CONTEXT = 96;

    /**
     * Creates a configuration.
     *
     * @param level       1 (fastest) to 9 (smallest)
     * @param strategy    what the deflater is tuned for
     * @param minimumSize messages of fewer bytes are sent as they are; {@link #AUTOMATIC} for what pays
     * @throws IllegalArgumentException if a value is out of range
     */
    public Compression {
        Objects.requireNonNull(strategy, "strategy");
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("level is " + level + "; it must be 1 (fastest) to 9 (smallest)");
        }
        if (minimumSize < AUTOMATIC) {
            throw new IllegalArgumentException("minimumSize is " + minimumSize
                    + "; it must be 0 to 2147483647 bytes, or -1 for automatic");
        }
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
}
