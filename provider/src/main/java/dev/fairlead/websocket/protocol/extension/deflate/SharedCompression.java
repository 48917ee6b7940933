package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.frame.Frame;
import java.nio.ByteBuffer;

/**
 * Compresses a message once for many connections: without any history, which each of their peers can inflate, with
 * context or without. As a value it says which connections share.
 *
 * @param codec       the engine
 * @param windowBits  8 to 15: the window of each of the connections, or less
 * @param compression how it compresses
 */
record SharedCompression(DeflateCodec codec, int windowBits, Compression compression) {
    /** Windows below are left as they are: each size of window has working memory of its own. */
    private static final int LEAST_COMMON_WINDOW_BITS = 12;

    /**
     * How a message is compressed: connections share it that have different windows, where it fits twice into each of
     * them, as no window makes a difference then.
     *
     * @param size of the message, in bytes
     * @return with a smaller window, if that compresses as well
     */
    SharedCompression ofMessage(int size) {
        int enough = Math.min(LEAST_COMMON_WINDOW_BITS, windowBits);
        while (enough < windowBits && 1 << enough - 1 < size) {
            enough++;
        }
        return enough == windowBits ? this : new SharedCompression(codec, enough, compression);
    }

    /**
     * Compresses a message.
     *
     * @param message a whole one
     * @return marked with RSV1; or the very frame, where compression doesn't pay
     */
    Frame compress(Frame message) {
        ByteBuffer plain = message.payload();
        if (plain.remaining() < compression.minimumSize(false)) {
            return message;
        }
        // made for one message: tables of its own would be made for one message, too
        MessageDeflater deflater = codec.deflater(windowBits, false, compression.withTables(Tables.SHARED));
        ByteBuffer payload = compression.onlyIfSmaller() ? deflater.deflateIfSmaller(plain)
                : deflater.deflate(plain, true);
        return payload == plain ? message
                : new Frame(message.fin(), message.rsv() | Frame.RSV1, message.opcode(), payload);
    }
}
