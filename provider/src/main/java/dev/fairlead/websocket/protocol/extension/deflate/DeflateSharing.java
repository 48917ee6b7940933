package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.SharedEncoding;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.nio.ByteBuffer;

/**
 * What one connection's compression shares with others, broadcast by broadcast. A broadcast is compressed without any
 * history at first. When a connection's window has nothing but broadcasts in it, it is the same as that of all others
 * that got these: from then on they share the history, and broadcasts are compressed behind it. A compressed message of
 * its own ends that.
 */
final class DeflateSharing {
    private final DeflateCodec codec;
    private final int windowBits;
    private final boolean contextTakeover;
    private final Compression compression;
    private final MessageDeflater deflater;

    /** How many of the newest bytes of the history came by broadcasts, up to a window. */
    private int broadcast;

    /** The history, once all of it did; else null. */
    private CommonHistory common;

    DeflateSharing(DeflateCodec codec, int windowBits, boolean contextTakeover, Compression compression,
            MessageDeflater deflater) {
        this.codec = codec;
        this.windowBits = windowBits;
        this.contextTakeover = contextTakeover;
        this.compression = compression;
        this.deflater = deflater;
    }

    /** With whom the encoding of a message of some size can be shared. */
    SharedCompression key(int size) {
        if (common == null && broadcast == 1 << windowBits) {
            common = deflater.history();
        }
        return common == null ? SharedCompression.without(codec, windowBits, compression, contextTakeover, size)
                : new SharedCompression(codec, windowBits, compression, false, common);
    }

    /** A message leaves that was compressed for all with the key: it slides the peer's window on. */
    void adopt(ByteBuffer message, SharedEncoding encoding) {
        if (!contextTakeover || (encoding.frame().rsv() & Frame.RSV1) == 0) {
            return;
        }
        if (common != null) {
            common = (CommonHistory) encoding.state();
            deflater.adopt(common);
        } else {
            deflater.absorb(message);
            broadcast = Math.min(broadcast + message.remaining(), 1 << windowBits);
        }
    }

    /** A message of this connection alone was compressed. */
    void ended() {
        broadcast = 0;
        common = null;
    }
}
