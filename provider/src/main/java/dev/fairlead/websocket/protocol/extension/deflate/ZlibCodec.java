package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.Objects;

/**
 * The engine on {@code java.util.zip}. A connection's context is kept as plaintext, and a pooled native stream is
 * primed with it for each message: the flush at the end of the message before has aligned the stream to a byte, so that
 * the peer sees no difference, and an idle connection holds no native memory.
 *
 * @param pool lends the native streams
 */
public record ZlibCodec(ZlibPool pool) implements DeflateCodec {
    /**
     * Creates an engine.
     *
     * @param pool lends the native streams
     */
    public ZlibCodec {
        Objects.requireNonNull(pool, "pool");
    }

    @Override
    public MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression) {
        return new ZlibDeflater(pool, windowBits, contextTakeover, compression);
    }

    @Override
    public MessageInflater inflater(int windowBits, boolean contextTakeover) {
        return new ZlibInflater(pool, windowBits, contextTakeover);
    }
}
