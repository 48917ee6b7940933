package dev.fairlead.websocket.protocol.extension.deflate.raw;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.MessageDeflater;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import java.util.Objects;

/**
 * The engine in Java: keeps every window from 256 bytes to 32 KiB to the byte, and costs a connection no more than its
 * history.
 *
 * @param engines  lends the working memory of the compression
 * @param decoders lends the working memory of the decompression
 */
public record RawDeflateCodec(EnginePool engines, DecoderPool decoders) implements DeflateCodec {
    /** The least memory level where none is set: the memory is shared, so there is no need for less. */
    private static final int MIN_AUTOMATIC = 5;

    /** Where no memory level is set the table has as many entries as the window bytes, which takes that level. */
    private static final int WINDOW_BITS_OVER_MEMORY_LEVEL = 7;

    /**
     * Creates an engine.
     *
     * @param engines  lends the working memory of the compression
     * @param decoders lends the working memory of the decompression
     */
    public RawDeflateCodec {
        Objects.requireNonNull(engines, "engines");
        Objects.requireNonNull(decoders, "decoders");
    }

    @Override
    public MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        int automatic = Math.max(MIN_AUTOMATIC, windowBits - WINDOW_BITS_OVER_MEMORY_LEVEL);
        return new RawDeflater(engines, new ContextSize(windowBits, compression.memoryLevelOr(automatic)),
                contextTakeover, compression);
    }

    /**
     * {@inheritDoc}
     *
     * <p>It inflates in Java on all platforms and at all sizes: next to a pooled inflater of the JDK that is primed with
     * the history it took 0.3 to 0.7 of the time for messages of 64 and 200 bytes, 0.7 to 0.8 for 1 KiB, 0.8 to 1 for
     * 4 and 16 KiB, and 0.9 to 1 for 64 KiB (JSON and text, windows of 12 and 15 bits, 1 to 1,000 connections). It
     * holds no native stream within a message, either, and refuses what leaves a small window.
     */
    @Override
    public MessageInflater inflater(int windowBits, boolean contextTakeover) {
        return new RawInflater(decoders, windowBits, contextTakeover);
    }
}
