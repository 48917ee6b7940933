package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.ZlibCodec;
import dev.fairlead.websocket.protocol.extension.deflate.raw.RawDeflateCodec;

/** The codecs with the pools that the product gives them, which nobody else sees: that is why this stands in its package. */
public final class ProductCodecs {
    private ProductCodecs() {
    }

    /**
     * The codec {@code jdk}.
     *
     * @return with the pool that all containers share
     */
    public static DeflateCodec jdk() {
        return new ZlibCodec(ZlibStreams.SHARED);
    }

    /**
     * The codec {@code fairlead}.
     *
     * @return with the pools that all containers share
     */
    public static DeflateCodec fairlead() {
        return new RawDeflateCodec(DeflateEngines.SHARED, BlockDecoders.SHARED);
    }
}
