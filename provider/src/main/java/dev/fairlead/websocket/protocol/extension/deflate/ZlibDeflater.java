package dev.fairlead.websocket.protocol.extension.deflate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses with a pooled {@link Deflater} that is primed with the history.
 *
 * <p>A {@code Deflater} always has a window of 32 KiB. A smaller one is honoured by showing it no more than a window at
 * once: a message is compressed in chunks of at most half a window, each by a deflater in its first state that is
 * primed with what precedes the chunk, up to the rest of the window. So no distance is larger than the window, down to
 * the smallest of 256 bytes. Each chunk costs the five bytes of a flush.
 */
final class ZlibDeflater implements MessageDeflater {
    /** The empty stored block that each flush ends with, without its first byte's three bits. */
    private static final int TAIL = 4;

    /**
     * Room beyond what the data takes. A flush into an array that gets exactly full is repeated by the next call, and
     * one into five bytes or less for ever.
     */
    private static final int SPARE = 64;

    /** Up to here the output array is made for the worst case at once. */
    private static final int SMALL = 8192;

    private static final byte[] NOTHING = {};

    /** The payload of an empty message, and of a last part that is empty (RFC 7692 section 7.2.3.6). */
    private static final byte[] EMPTY_MESSAGE = {0};

    private final ZlibPool pool;
    private final Compression compression;
    private final boolean contextTakeover;
    private final int window;
    private final int chunk;
    private final History history;

    ZlibDeflater(ZlibPool pool, int windowBits, boolean contextTakeover, Compression compression) {
        this.pool = pool;
        this.compression = compression;
        this.contextTakeover = contextTakeover;
        window = 1 << windowBits;
        chunk = windowBits == DeflateParameters.MAX_WINDOW_BITS ? Integer.MAX_VALUE : window / 2;
        history = new History(window);
    }

    @Override
    public ByteBuffer deflate(ByteBuffer plain, boolean last) {
        ByteBuffer payload = compress(plain, last);
        if (last && !contextTakeover) {
            history.clear();
        } else {
            history.add(plain);
        }
        return payload;
    }

    @Override
    public ByteBuffer deflateIfSmaller(ByteBuffer message) {
        ByteBuffer payload = compress(message, true);
        if (payload.remaining() >= message.remaining()) {
            return message;
        }
        if (contextTakeover) {
            history.add(message);
        }
        return payload;
    }

    @Override
    public void absorb(ByteBuffer message) {
        history.add(message);
    }

    @Override
    public CommonHistory history() {
        return new CommonHistory(Arrays.copyOfRange(history.array(), history.end() - window, history.end()));
    }

    @Override
    public void adopt(CommonHistory other) {
        history.adopt(other);
    }

    private ByteBuffer compress(ByteBuffer plain, boolean last) {
        int length = plain.remaining();
        if (length == 0) {
            return ByteBuffer.wrap(last ? EMPTY_MESSAGE.clone() : NOTHING);
        }
        byte[] out = new byte[(length <= SMALL ? length : length / 2) + SPARE];
        int size = 0;
        Deflater deflater = pool.deflater(compression.level(), compression.strategy());
        try {
            for (int from = 0; from < length;) {
                int count = Math.min(chunk, length - from);
                if (from > 0) {
                    deflater.reset();
                }
                prime(deflater, plain, from, count);
                deflater.setInput(plain.slice(plain.position() + from, count));
                // a first call after a change of strategy takes no input; a full array may mean that more is to come
                do {
                    if (out.length - size < SPARE) {
                        out = Arrays.copyOf(out, Math.max(out.length * 2, out.length + SPARE));
                    }
                    size += deflater.deflate(out, size, out.length - size, Deflater.SYNC_FLUSH);
                } while (size == out.length || !deflater.needsInput());
                from += count;
            }
        } finally {
            pool.release(deflater, compression.level(), compression.strategy());
        }
        return ByteBuffer.wrap(out, 0, last ? size - TAIL : size);
    }

    /** Shows the deflater what precedes a chunk: the message itself, or the history where the message begins. */
    private void prime(Deflater deflater, ByteBuffer plain, int from, int count) {
        int room = chunk == Integer.MAX_VALUE ? window : window - count;
        if (from > 0) {
            int length = Math.min(from, room);
            deflater.setDictionary(plain.slice(plain.position() + from - length, length));
        } else if (history.length() > 0) {
            int length = Math.min(history.length(), room);
            deflater.setDictionary(history.array(), history.end() - length, length);
        }
    }
}
