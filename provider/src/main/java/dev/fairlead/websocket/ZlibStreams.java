package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.Strategy;
import dev.fairlead.websocket.protocol.extension.deflate.ZlibPool;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Keeps a bounded number of native zlib streams for each kind, and ends those beyond it. Thread-safe; never blocks. As
 * a deflater is lent for the time of one message only, as many as there are processors are enough.
 */
final class ZlibStreams implements ZlibPool {
    /** One for all containers: what they need at once is bounded by the processors, not by their number. */
    static final ZlibStreams SHARED = new ZlibStreams(2 * Runtime.getRuntime().availableProcessors());

    private static final int LEVELS = 10;

    private final Map<Strategy, List<Queue<Deflater>>> deflaters = new EnumMap<>(Strategy.class);
    private final Queue<Inflater> inflaters;

    /**
     * Creates an empty pool.
     *
     * @param kept how many idle streams are kept of each kind
     */
    ZlibStreams(int kept) {
        for (Strategy strategy : List.of(Strategy.DEFAULT, Strategy.FILTERED, Strategy.HUFFMAN_ONLY)) {
            deflaters.put(strategy, IntStream.range(0, LEVELS)
                    .<Queue<Deflater>>mapToObj(level -> new ArrayBlockingQueue<>(kept)).toList());
        }
        inflaters = new ArrayBlockingQueue<>(kept);
    }

    @Override
    public Deflater deflater(int level, Strategy strategy) {
        List<Queue<Deflater>> pooled = deflaters.get(strategy);
        Deflater idle = pooled == null ? null : pooled.get(level).poll();
        return idle != null ? idle : newDeflater(level, strategy);
    }

    // level and strategy are a deflater's for good: the call after a change of either takes no input
    private static Deflater newDeflater(int level, Strategy strategy) {
        Deflater deflater = new Deflater(level, true);
        switch (strategy) {
            case DEFAULT -> {
                return deflater;
            }
            case FILTERED -> deflater.setStrategy(Deflater.FILTERED);
            case HUFFMAN_ONLY -> deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            case RLE, FIXED -> {
                deflater.end();
                throw new IllegalArgumentException("java.util.zip has no strategy " + strategy);
            }
        }
        deflater.deflate(new byte[64], 0, 64, Deflater.SYNC_FLUSH);
        deflater.reset();
        return deflater;
    }

    @Override
    public void release(Deflater deflater, int level, Strategy strategy) {
        deflater.reset();
        if (!deflaters.get(strategy).get(level).offer(deflater)) {
            deflater.end();
        }
    }

    @Override
    public Inflater inflater() {
        Inflater pooled = inflaters.poll();
        return pooled != null ? pooled : new Inflater(true);
    }

    @Override
    public void release(Inflater inflater) {
        inflater.reset();
        if (!inflaters.offer(inflater)) {
            inflater.end();
        }
    }
}
