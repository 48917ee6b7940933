package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.extension.SharedEncoding;
import dev.fairlead.websocket.protocol.frame.Frame;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * How a message is compressed once for several connections: behind the history that all of them have, or without any,
 * which each of their peers can inflate, whatever it has received before. As a value it says which connections share.
 *
 * @param codec       the engine
 * @param windowBits  8 to 15: the window of each of the connections, or less
 * @param compression how it compresses
 * @param remembered  whether it is compressed also where it pays for later messages only, which may refer to it
 * @param history     what all have in common; null for none
 */
record SharedCompression(DeflateCodec codec, int windowBits, Compression compression, boolean remembered,
        CommonHistory history) {
    /** Windows below are left as they are: each size of window has working memory of its own. */
    private static final int LEAST_COMMON_WINDOW_BITS = 12;

    SharedCompression {
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(compression, "compression");
    }

    /**
     * Without a history. Connections share it that have different windows, where the message fits twice into each of
     * them, as no window makes a difference then.
     *
     * @param windowBits      8 to 15: the connection's window
     * @param contextTakeover whether its later messages may refer to this one
     * @param size            of the message, in bytes
     */
    static SharedCompression without(DeflateCodec codec, int windowBits, Compression compression,
            boolean contextTakeover, int size) {
        int enough = Math.min(LEAST_COMMON_WINDOW_BITS, windowBits);
        while (enough < windowBits && 1 << enough - 1 < size) {
            enough++;
        }
        boolean tooSmallAlone = size > 0 && size >= compression.minimumSize(true) && size < compression.minimumSize(false);
        return new SharedCompression(codec, enough, compression, contextTakeover && tooSmallAlone, null);
    }

    /**
     * Compresses a message.
     *
     * @param message a whole one
     * @return marked with RSV1, and the state is the history with it, if there is one; or the very frame, where
     *         compression doesn't pay
     */
    SharedEncoding compress(Frame message) {
        ByteBuffer plain = message.payload();
        if (plain.remaining() < compression.minimumSize(remembered || history != null)) {
            return new SharedEncoding(message, null);
        }
        // made for one message: tables of its own would be made for one message, too
        MessageDeflater deflater =
                codec.deflater(windowBits, history != null, compression.withTables(Tables.SHARED));
        if (history != null) {
            deflater.adopt(history);
        }
        ByteBuffer payload = remembered || !compression.onlyIfSmaller() ? deflater.deflate(plain, true)
                : deflater.deflateIfSmaller(plain);
        if (payload == plain) {
            return new SharedEncoding(message, null);
        }
        return new SharedEncoding(new Frame(message.fin(), message.rsv() | Frame.RSV1, message.opcode(), payload),
                history == null ? null : history.with(plain));
    }

    /** Written out: before Java 18 the JDK keeps the class of the record that was compared last by generated code. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SharedCompression shared
                && codec == shared.codec
                && windowBits == shared.windowBits
                && remembered == shared.remembered
                && compression.equals(shared.compression)
                && Objects.equals(history, shared.history);
    }

    @Override
    public int hashCode() {
        return 31 * compression.hashCode() + windowBits;
    }
}
