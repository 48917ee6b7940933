package dev.fairlead.websocket.protocol.extension.deflate;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.frame.CloseCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses with a pooled {@link Inflater} that is primed with the history. It is held from the first part of a
 * message to its last, because it alone knows where in a block a part was cut.
 */
final class ZlibInflater implements MessageInflater {
    /**
     * What ends a message: the tail that its sender removed (RFC 7692 section 7.2.2), and an empty final block, which
     * the inflater reports as the end of the stream only if the message ended with a whole block.
     */
    private static final byte[] END = {0, 0, (byte) 0xFF, (byte) 0xFF, 1, 0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
    private static final int FIRST_OUTPUT = 256;

    private final ZlibPool pool;
    private final boolean contextTakeover;
    private final History history;

    /** Null between messages. */
    private Inflater inflater;

    // the output of the call that is under way
    private byte[] out;
    private int size;
    private int remembered;
    private int limit;

    ZlibInflater(ZlibPool pool, int windowBits, boolean contextTakeover) {
        this.pool = pool;
        this.contextTakeover = contextTakeover;
        history = new History(1 << windowBits);
    }

    @Override
    public ByteBuffer inflate(ByteBuffer compressed, boolean last, long maximum) throws ProtocolException {
        limit = maximum < 0 ? MAX_ARRAY : (int) Math.min(maximum, MAX_ARRAY);
        out = new byte[Math.min(capacity(4L * compressed.remaining()), capacity(limit + 1L))];
        size = 0;
        remembered = 0;
        if (inflater == null) {
            inflater = pool.inflater();
            prime();
        }
        try {
            feed(compressed);
            if (last && !feed(ByteBuffer.wrap(END))) {
                throw new ProtocolException(CloseCode.INVALID_FRAME_PAYLOAD_DATA,
                        "a compressed message ends within a block");
            }
        } catch (DataFormatException e) {
            throw new ProtocolException(CloseCode.INVALID_FRAME_PAYLOAD_DATA,
                    "a compressed message isn't valid: " + e.getMessage(), e);
        }
        if (!last) {
            remember();
        } else {
            finish();
        }
        ByteBuffer plain = ByteBuffer.wrap(out, 0, size);
        out = null;
        return plain;
    }

    private void finish() {
        close();
        if (contextTakeover) {
            remember();
        } else {
            history.clear();
        }
    }

    /**
     * Inflates all of the input.
     *
     * @return whether it ended together with a final block
     */
    private boolean feed(ByteBuffer input) throws DataFormatException, ProtocolException {
        if (inflater.finished()) {
            restart();
        }
        inflater.setInput(input);
        while (true) {
            if (size == out.length) {
                grow();
            }
            size += inflater.inflate(out, size, out.length - size);
            if (size > limit) {
                throw tooBig();
            }
            if (inflater.finished()) {
                if (!input.hasRemaining()) {
                    return true;
                }
                restart();
                inflater.setInput(input);
            } else if (size < out.length && inflater.needsInput()) {
                return false;
            }
        }
    }

    /** Goes on behind a final block (RFC 7692 section 7.2.3.4): the peer's window doesn't end there. */
    private void restart() {
        remember();
        inflater.reset();
        prime();
    }

    private void prime() {
        if (history.length() > 0) {
            inflater.setDictionary(history.array(), history.end() - history.length(), history.length());
        }
    }

    private void remember() {
        history.add(ByteBuffer.wrap(out, remembered, size - remembered));
        remembered = size;
    }

    // one byte more than the limit, so that passing it is seen
    private void grow() throws ProtocolException {
        int larger = Math.min(capacity(out.length * 2L), capacity(limit + 1L));
        if (larger == out.length) {
            throw tooBig();
        }
        out = Arrays.copyOf(out, larger);
    }

    private static int capacity(long wanted) {
        return (int) Math.max(1, Math.min(Math.max(wanted, FIRST_OUTPUT), MAX_ARRAY));
    }

    private ProtocolException tooBig() {
        return new ProtocolException(CloseCode.MESSAGE_TOO_BIG, "a compressed message is larger than the " + limit
                + " bytes that are left of its limit");
    }

    @Override
    public void close() {
        if (inflater != null) {
            pool.release(inflater);
            inflater = null;
        }
    }
}
