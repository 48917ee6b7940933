package dev.fairlead.benchmarks.codec;

import dev.fairlead.websocket.protocol.extension.deflate.Compression;
import dev.fairlead.websocket.protocol.extension.deflate.DeflateCodec;
import dev.fairlead.websocket.protocol.extension.deflate.MessageDeflater;
import java.nio.ByteBuffer;

/** Compresses with one of Fairlead's codecs, as a session does with whole messages: an array of its own for each payload. */
final class CodecSending implements Sending {
    private final MessageDeflater[] deflaters;
    private final boolean onlyIfSmaller;

    CodecSending(DeflateCodec codec, int connections, int windowBits, boolean contextTakeover, Compression compression) {
        deflaters = new MessageDeflater[connections];
        for (int i = 0; i < connections; i++) {
            deflaters[i] = codec.deflater(windowBits, contextTakeover, compression);
        }
        onlyIfSmaller = compression.onlyIfSmaller();
    }

    @Override
    public int send(int connection, byte[] message) {
        ByteBuffer plain = ByteBuffer.wrap(message);
        MessageDeflater deflater = deflaters[connection];
        return (onlyIfSmaller ? deflater.deflateIfSmaller(plain) : deflater.deflate(plain, true)).remaining();
    }

    @Override
    public void close() {
        // a deflater holds nothing that isn't garbage-collected
    }
}
