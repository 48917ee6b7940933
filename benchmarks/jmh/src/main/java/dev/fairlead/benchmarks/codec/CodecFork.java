package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the cells of one kind of work in a JVM of its own, and prints a line for each. */
public final class CodecFork {
    private static final long WARM_UP = 250_000_000;
    private static final int ROUNDS = 7;
    private static final long BATCH = 6_000_000;

    /**
     * How much streams that are kept need to be as large as they get: zlib's hash table is touched all over by then. What is
     * primed with its history gets a whole window, since that is what priming costs.
     */
    private static final int ENOUGH = 8 << 10;

    /** Text differs less from size to size; in a quick run these are enough. */
    private static final List<Integer> FEW_SIZES = List.of(1 << 10, 16 << 10);

    private final Cell kind;
    private final boolean quick;

    private CodecFork(Cell kind, boolean quick) {
        this.kind = kind;
        this.quick = quick;
    }

    /**
     * Measures.
     *
     * @param args {@code true} to deflate, the corpus, the level, {@code quick} or {@code full}
     */
    public static void main(String... args) {
        Cell kind = new Cell(Boolean.parseBoolean(args[0]), Corpus.valueOf(args[1]), Integer.parseInt(args[2]), 0, 0,
                Engine.FAIRLEAD, 0);
        CodecFork fork = new CodecFork(kind, args[3].equals("quick"));
        for (int size : List.of(200, 4 << 10)) {
            fork.warmUp(size);
        }
        for (int size : fork.quick && kind.corpus() == Corpus.TEXT ? FEW_SIZES : Cell.SIZES) {
            for (int connections : Cell.CONNECTIONS) {
                fork.measure(size, connections);
            }
        }
    }

    private List<Cell> cells(int size, int connections) {
        List<Cell> cells = new ArrayList<>();
        for (int windowBits : Cell.WINDOWS) {
            for (Engine engine : Engine.values()) {
                // the JDK's deflaters know one window only; jzlib is for reference, and slow
                boolean known = !kind.deflate() || engine != Engine.JDK_PERSISTENT || windowBits == 15;
                boolean wanted = !quick || engine != Engine.JZLIB || windowBits == 12;
                if (known && wanted) {
                    cells.add(kind.with(size, connections, engine, windowBits));
                }
            }
        }
        return cells;
    }

    private void warmUp(int size) {
        List<byte[]> cycle = kind.corpus().cycle(size);
        for (Cell cell : cells(size, 4)) {
            try (Turn turn = turn(cell, cycle)) {
                Rounds.warmUp(turn, WARM_UP);
            }
        }
    }

    private void measure(int size, int connections) {
        List<byte[]> cycle = kind.corpus().cycle(size);
        List<Cell> cells = cells(size, connections);
        List<Turn> turns = cells.stream().map(cell -> turn(cell, cycle)).toList();
        List<Rounds.Cost> costs = new Rounds(quick ? ROUNDS : 3 * ROUNDS, BATCH).run(turns);
        turns.forEach(Turn::close);
        for (int i = 0; i < costs.size(); i++) {
            System.out.println(cells.get(i).line(costs.get(i)));
        }
    }

    private Turn turn(Cell cell, List<byte[]> cycle) {
        int connections = cell.connections();
        if (!cell.deflate()) {
            return new ReceivingConnections(cell.engine().receiving(connections, cell.windowBits()),
                    new PayloadStream(cycle, cell.windowBits()), connections);
        }
        Sending halves = cell.engine().sending(connections, cell.windowBits(), compression(cell.level(), cell.windowBits()));
        boolean primed = cell.engine() == Engine.JDK_HIBERNATED || cell.engine() == Engine.FAIRLEAD;
        int window = 1 << cell.windowBits();
        for (int i = 0; i < connections; i++) {
            halves.send(i, joined(cycle, i, primed ? window : Math.min(window, ENOUGH)));
        }
        return new SendingConnections(halves, cycle, connections);
    }

    /** Messages of the cycle in one, so many bytes or a message more. */
    private static byte[] joined(List<byte[]> cycle, int first, int bytes) {
        ByteBuffer joined = ByteBuffer.allocate(bytes + cycle.get(0).length);
        for (int i = first; joined.position() < bytes; i++) {
            joined.put(cycle.get(i % cycle.size()));
        }
        return Arrays.copyOf(joined.array(), joined.position());
    }

    /** What the tables compare: zlib's level, and the memory level that goes with the window. */
    static Compression compression(int level, int windowBits) {
        return Compression.DEFAULT.withLevel(level).withMemoryLevel(Engine.memoryLevel(windowBits));
    }
}
