package dev.fairlead.websocket;

import dev.fairlead.websocket.DeflateSettings.Codec;
import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.Strategy;
import dev.fairlead.websocket.protocol.extension.deflate.Tables;
import dev.fairlead.websocket.protocol.extension.deflate.ZlibCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;

/** What settings say of the compression, in the protocol's terms. */
final class DeflateCodecs {
    /** One for all connections. */
    private static final DeflateCodec JDK = new ZlibCodec(ZlibStreams.SHARED);

    private static final DeflateCodec FAIRLEAD = new RawDeflateCodec(DeflateEngines.SHARED, BlockDecoders.SHARED);

    private DeflateCodecs() {
    }

    static DeflateCodec codec(DeflateSettings settings) {
        return switch (settings.get(DeflateSetting.CODEC, Codec.FAIRLEAD)) {
            case FAIRLEAD -> FAIRLEAD;
            case JDK -> JDK;
        };
    }

    static Compression compression(DeflateSettings settings) {
        Compression defaults = Compression.DEFAULT;
        return new Compression(
                settings.get(DeflateSetting.LEVEL, defaults.level()),
                settings.get(DeflateSetting.STRATEGY).map(DeflateCodecs::strategy).orElse(defaults.strategy()),
                settings.get(DeflateSetting.MEMORY_LEVEL, defaults.memoryLevel()),
                settings.get(DeflateSetting.TABLES).map(DeflateCodecs::tables).orElse(defaults.tables()),
                settings.get(DeflateSetting.MINIMUM_SIZE, defaults.minimumSize()),
                settings.get(DeflateSetting.ONLY_IF_SMALLER, defaults.onlyIfSmaller()));
    }

    private static Strategy strategy(DeflateStrategy strategy) {
        return switch (strategy) {
            case DEFAULT -> Strategy.DEFAULT;
            case FILTERED -> Strategy.FILTERED;
            case HUFFMAN_ONLY -> Strategy.HUFFMAN_ONLY;
            case RLE -> Strategy.RLE;
            case FIXED -> Strategy.FIXED;
        };
    }

    private static Tables tables(DeflateSettings.Tables tables) {
        return switch (tables) {
            case SHARED -> Tables.SHARED;
            case CONNECTION -> Tables.CONNECTION;
        };
    }

    /** A configuration in words, the same for both sides. */
    static String describe(Compression compression) {
        return "level=" + compression.level()
                + ", memoryLevel=" + automatic(compression.memoryLevel())
                + ", strategy=" + compression.strategy()
                + ", tables=" + compression.tables()
                + ", minimumSize=" + automatic(compression.minimumSize())
                + ", onlyIfSmaller=" + compression.onlyIfSmaller();
    }

    private static Object automatic(int value) {
        return value == Compression.AUTOMATIC ? "automatic" : value;
    }
}
