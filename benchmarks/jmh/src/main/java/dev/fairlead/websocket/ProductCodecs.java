package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;

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
        return DeflateCodecs.codec(DeflateSettings.builder().codec(DeflateSettings.Codec.JDK).build());
    }

    /**
     * The codec {@code fairlead}.
     *
     * @return with the pools that all containers share
     */
    public static DeflateCodec fairlead() {
        return DeflateCodecs.codec(DeflateSettings.builder().codec(DeflateSettings.Codec.FAIRLEAD).build());
    }
}
