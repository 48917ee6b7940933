package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.TestDecoders;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/** The engines that there are, for tests that hold for each of them. */
public final class TestCodecs {
    /** An engine, and what it can't do. */
    public enum Engine {
        /** Fairlead's own. */
        RAW {
            @Override
            public DeflateCodec codec() {
                return new RawDeflateCodec(new TestEngines(7), new TestDecoders());
            }

            @Override
            boolean seesEveryDistance() {
                return true;
            }

            @Override
            Compression compression(int level, int memoryLevel, Strategy strategy, Tables tables) {
                return new Compression(level, strategy, memoryLevel, tables, 0, true);
            }
        },

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
        Compression compression = Compression.DEFAULT.withMinimumSize(0);
        return new DeflateExtension(List.of(), codec, windowBits, contextTakeover, compression,
                codec.inflater(windowBits, contextTakeover));
    }

    /** The payload of a message of zeros, a multiple of 1 MiB, as small as it gets. */
    public static byte[] bomb(long size) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            byte[] zeros = new byte[1 << 20];
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            byte[] out = new byte[1 << 14];
            // from the second on all are deflated to the same
            byte[] piece = {};
            for (int i = 0; i < 2; i++) {
                deflater.setInput(zeros);
                piece = Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH));
                payload.writeBytes(piece);
            }
            for (long left = size - 2 * zeros.length; left > 0; left -= zeros.length) {
                payload.writeBytes(piece);
            }
            return Arrays.copyOf(payload.toByteArray(), payload.size() - 4);
        } finally {
            deflater.end();
        }
    }
}
