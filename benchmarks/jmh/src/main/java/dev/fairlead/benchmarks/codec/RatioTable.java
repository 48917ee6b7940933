package dev.fairlead.benchmarks.codec;

import dev.fairlead.benchmarks.measure.Figures;
import dev.fairlead.benchmarks.measure.MarkdownTable;
import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Bytes sent by bytes of the messages, on one connection with context takeover. It is the same on every machine. */
final class RatioTable {
    /** More than zlib's by that share is worth a mark. */
    private static final double TOLERANCE = 1.05;

    private RatioTable() {
    }

    static MarkdownTable of(Corpus corpus) throws IOException, InterruptedException {
        boolean python = ZlibRatios.ratio(corpus.messages(64, 1), 1, 15, 8).isPresent();
        List<String> columns = new ArrayList<>(List.of("bytes", "level"));
        for (int windowBits : Cell.WINDOWS) {
            String window = windowBits + "/" + Engine.memoryLevel(windowBits);
            for (Engine engine : engines(windowBits)) {
                columns.add(engine.title() + " " + window);
            }
            if (python) {
                columns.add("zlib " + window);
                columns.add("Fairlead by zlib " + window);
            }
        }
        MarkdownTable table = new MarkdownTable(columns);
        for (int size : Cell.SIZES) {
            List<byte[]> messages = corpus.cycle(size);
            for (int level : Cell.LEVELS) {
                table.row(row(messages, size, level, python));
            }
        }
        return table;
    }

    private static List<Engine> engines(int windowBits) {
        return windowBits == 15 ? List.of(Engine.JDK_PERSISTENT, Engine.FAIRLEAD)
                : List.of(Engine.JDK_HIBERNATED, Engine.JZLIB, Engine.FAIRLEAD);
    }

    private static List<String> row(List<byte[]> messages, int size, int level, boolean python)
            throws IOException, InterruptedException {
        List<String> row = new ArrayList<>(List.of(Integer.toString(size), Integer.toString(level)));
        for (int windowBits : Cell.WINDOWS) {
            double ours = Double.NaN;
            for (Engine engine : engines(windowBits)) {
                ours = ratio(engine, messages, level, windowBits);
                row.add(Figures.number(ours));
            }
            if (python) {
                OptionalDouble zlib = ZlibRatios.ratio(messages, level, windowBits, Engine.memoryLevel(windowBits));
                double against = ours / zlib.orElse(Double.NaN);
                row.add(Figures.number(zlib.orElse(Double.NaN)));
                row.add(against > TOLERANCE ? "**" + Figures.number(against) + "**" : Figures.number(against));
            }
        }
        return row;
    }

    private static double ratio(Engine engine, List<byte[]> messages, int level, int windowBits) {
        Compression compression = CodecFork.compression(level, windowBits);
        try (SendingConnections one = new SendingConnections(engine.sending(1, windowBits, compression), messages, 1)) {
            messages.forEach(any -> one.next());
            return one.ratio();
        }
    }
}
