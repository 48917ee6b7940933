package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static dev.fairlead.websocket.protocol.extension.deflate.raw.Malformed.malformed;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import java.nio.ByteBuffer;

/**
 * Inflates messages (RFC 7692 section 7.2.2). It takes what zlib takes, except for distances beyond the negotiated
 * window and for messages that don't end with the empty block whose tail their sender removed.
 *
 * <p>Between two calls it holds the history, and within a message what a {@link Cut} has. It has no native memory.
 */
final class RawInflater implements MessageInflater {
    /** JSON with context gets that much longer; the output grows if it was too little. */
    private static final long USUAL_RATIO = 4;

    private final DecoderPool decoders;
    private final Window window;

    /** Null between messages. */
    private Cut cut;

    /**
     * Creates the receiving half of a connection.
     *
     * @param decoders        lends the decoder of each call
     * @param windowBits      8 to 15
     * @param contextTakeover whether a message may refer to the messages before it
     */
    RawInflater(DecoderPool decoders, int windowBits, boolean contextTakeover) {
        this.decoders = decoders;
        window = new Window(windowBits, contextTakeover);
    }

    @Override
    public ByteBuffer inflate(ByteBuffer compressed, boolean last, long limit) throws ProtocolException {
        int length = compressed.remaining();
        BlockDecoder decoder = decoders.lend();
        boolean valid = false;
        try {
            open(decoder, compressed);
            window.open(USUAL_RATIO * length, limit, decoder.scratch);
            decoder.decode(window);
            if (!last) {
                cut = decoder.cut();
            } else if (decoder.atTail()) {
                cut = null;
            } else {
                throw malformed("it ends within a block, or without the empty block that has to end it");
            }
            valid = true;
            return window.take(last);
        } finally {
            if (!valid) {
                close();
            }
            decoder.close();
            decoders.release(decoder);
        }
    }

    /** Shows the decoder the part, behind what was left of the part before. */
    private void open(BlockDecoder decoder, ByteBuffer part) throws ProtocolException {
        int length = part.remaining();
        int rest = cut == null ? 0 : cut.rest().bytes().length;
        if (rest == 0 && part.hasArray()) {
            int from = part.arrayOffset() + part.position();
            decoder.open(cut, part.array(), from, from + length);
            part.position(part.limit());
            return;
        }
        byte[] bytes = new byte[rest + length];
        if (rest > 0) {
            System.arraycopy(cut.rest().bytes(), 0, bytes, 0, rest);
        }
        part.get(bytes, rest, length);
        decoder.open(cut, bytes, 0, bytes.length);
    }

    @Override
    public void close() {
        cut = null;
        window.clear();
    }
}
