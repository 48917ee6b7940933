package dev.fairlead.websocket.protocol.extension.deflate.raw;

/**
 * Lends the working memory of the decompression, so that no connection owns any. Thread-safe; never blocks. Which of
 * the decoders that come back are kept is the pool's business.
 */
public interface DecoderPool {
    /**
     * Lends a decoder.
     *
     * @return the caller's until it is released
     */
    BlockDecoder lend();

    /**
     * Takes a decoder back.
     *
     * @param decoder as it was left
     */
    void release(BlockDecoder decoder);
}
