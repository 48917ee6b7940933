package dev.fairlead.benchmarks.codec;

import java.util.List;
import java.util.Locale;

/**
 * One figure's place in the tables.
 *
 * @param deflate     whether messages are compressed, not decompressed
 * @param corpus      the kind of messages
 * @param level       zlib's level; of the peer, where messages are decompressed
 * @param size        bytes of each message
 * @param connections how many take turns
 * @param engine      the implementation
 * @param windowBits  the window
 */
record Cell(boolean deflate, Corpus corpus, int level, int size, int connections, Engine engine, int windowBits) {
    static final List<Integer> SIZES = List.of(64, 200, 1 << 10, 4 << 10, 16 << 10, 64 << 10);
    static final List<Integer> CONNECTIONS = List.of(1, 64, 1000);
    static final List<Integer> WINDOWS = List.of(12, 15);
    static final List<Integer> LEVELS = List.of(1, 6);

    /** The level of the streams that are decompressed. */
    static final int PEERS_LEVEL = 6;

    /** The same kind of work elsewhere. */
    Cell with(int otherSize, int otherConnections, Engine otherEngine, int otherWindow) {
        return new Cell(deflate, corpus, level, otherSize, otherConnections, otherEngine, otherWindow);
    }

    /** As a fork says it. */
    String line(Rounds.Cost cost) {
        return String.format(Locale.ROOT, "cell %s %s %d %d %d %s %d %.1f %.1f", deflate, corpus, level, size, connections,
                engine, windowBits, cost.nanoseconds(), cost.allocated());
    }

    /** The cell of such a line. */
    static Cell parse(String[] words) {
        return new Cell(Boolean.parseBoolean(words[1]), Corpus.valueOf(words[2]), Integer.parseInt(words[3]),
                Integer.parseInt(words[4]), Integer.parseInt(words[5]), Engine.valueOf(words[6]), Integer.parseInt(words[7]));
    }

    /** The cost of such a line. */
    static Rounds.Cost cost(String[] words) {
        return new Rounds.Cost(Double.parseDouble(words[8]), Double.parseDouble(words[9]));
    }
}
