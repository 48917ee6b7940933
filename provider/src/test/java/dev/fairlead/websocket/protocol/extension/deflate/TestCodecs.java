package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import java.util.List;

/** The engines that there are, for tests that hold for each of them. */
public final class TestCodecs {
    /** An engine, and what it can't do. */
    public enum Engine {
        /** On {@code java.util.zip}. */
        JDK {
            @Override
            public DeflateCodec codec() {
                return new ZlibCodec(new TestPool());
            }

            @Override
            boolean seesEveryDistance() {
                return false;
            }

            @Override
            Compression compression(int level, int memoryLevel, Strategy strategy, Tables tables) {
                Strategy nearest = strategy.ordinal() > Strategy.HUFFMAN_ONLY.ordinal() ? Strategy.DEFAULT : strategy;
                return new Compression(level, nearest, Compression.AUTOMATIC, Tables.SHARED, 0, true);
            }
        };

        /** A codec of its own, with its own pool. */
        public abstract DeflateCodec codec();

        /** Whether it refuses all that lies outside of the window, also within a message. */
        abstract boolean seesEveryDistance();

        /** Settings, or those that come nearest. */
        abstract Compression compression(int level, int memoryLevel, Strategy strategy, Tables tables);

        /** Any number leads to one. */
        static Engine of(int number) {
            return values()[number % values().length];
        }
    }

    private TestCodecs() {
    }

    /** permessage-deflate as it was negotiated, the same for both directions. */
    public static NegotiatedExtension extension(int engine, int windowBits, boolean contextTakeover) {
        DeflateCodec codec = Engine.of(engine).codec();
        return new DeflateExtension(List.of(), codec.deflater(windowBits, contextTakeover, Compression.DEFAULT), 0,
                true, codec.inflater(windowBits, contextTakeover));
    }
}
