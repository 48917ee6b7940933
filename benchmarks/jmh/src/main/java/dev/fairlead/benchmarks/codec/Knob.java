package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.Strategy;
import dev.fairlead.websocket.protocol.extension.deflate.Tables;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One way to set the compression.
 *
 * @param setting         the value of what is varied, as tables call it
 * @param engine          the implementation
 * @param windowBits      8 to 15
 * @param contextTakeover whether a message may refer to the messages before it
 * @param compression     all that isn't negotiated
 */
record Knob(String setting, Engine engine, int windowBits, boolean contextTakeover, Compression compression) {
    private static final Knob DEFAULT = new Knob("default", Engine.FAIRLEAD, 12, true, Compression.DEFAULT);

    private Knob with(String value, Compression other) {
        return new Knob(value, engine, windowBits, contextTakeover, other);
    }

    private Knob with(Engine other) {
        return new Knob(other.title(), other, windowBits, contextTakeover, compression);
    }

    /** Windows of 8 to 15 bits. */
    static Stream<Knob> windows(int level) {
        Compression compression = Compression.DEFAULT.withLevel(level);
        return IntStream.rangeClosed(8, 15)
                .mapToObj(bits -> new Knob(Integer.toString(bits), Engine.FAIRLEAD, bits, true, compression));
    }

    static Stream<Knob> memoryLevels(int level) {
        return IntStream.rangeClosed(1, 9).mapToObj(memory -> DEFAULT.with(Integer.toString(memory),
                Compression.DEFAULT.withLevel(level).withMemoryLevel(memory)));
    }

    static Stream<Knob> levels() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(level -> DEFAULT.with(Integer.toString(level), Compression.DEFAULT.withLevel(level)));
    }

    static Stream<Knob> strategies() {
        return Stream.of(Strategy.values()).map(strategy -> DEFAULT.with(strategy.name().toLowerCase(Locale.ROOT),
                Compression.DEFAULT.withStrategy(strategy)));
    }

    static Stream<Knob> takeover() {
        return Stream.of(true, false).map(
                kept -> new Knob(kept ? "taken over" : "forgotten", Engine.FAIRLEAD, 12, kept, Compression.DEFAULT));
    }

    static Stream<Knob> tables() {
        return Stream.of(12, 15).flatMap(bits -> Stream.of(Tables.values()).map(tables -> new Knob(
                tables.name().toLowerCase(Locale.ROOT) + ", window " + bits, Engine.FAIRLEAD, bits, true,
                Compression.DEFAULT.withTables(tables))));
    }

    static Stream<Knob> onlyIfSmaller() {
        return Stream.of(true, false).map(only -> DEFAULT.with(Boolean.toString(only),
                Compression.DEFAULT.withOnlyIfSmaller(only)));
    }

    /** Fairlead's codecs, and what a deflater of the JDK for each connection costs. */
    static Stream<Knob> codecs(int level) {
        Knob own = DEFAULT.with("fairlead", Compression.DEFAULT.withLevel(level));
        Knob jdk = own.with(Engine.JDK_HIBERNATED);
        Knob persistent = own.with(Engine.JDK_PERSISTENT);
        return List.of(own, jdk.with("jdk", jdk.compression()),
                new Knob("no codec of Fairlead: a JDK `Deflater` for each connection", persistent.engine(), 15, true,
                        persistent.compression())).stream();
    }
}
