package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import java.nio.ByteBuffer;

/** Decompresses with one of Fairlead's codecs, with the default limit of a message. */
final class CodecReceiving implements Receiving {
    private static final long LIMIT = 1 << 20;

    private final MessageInflater[] inflaters;

    CodecReceiving(DeflateCodec codec, int connections, int windowBits) {
        inflaters = new MessageInflater[connections];
        for (int i = 0; i < connections; i++) {
            inflaters[i] = codec.inflater(windowBits, true);
        }
    }

    @Override
    public int receive(int connection, byte[] payload) {
        try {
            return inflaters[connection].inflate(ByteBuffer.wrap(payload), true, LIMIT).remaining();
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        for (MessageInflater inflater : inflaters) {
            inflater.close();
        }
    }
}
