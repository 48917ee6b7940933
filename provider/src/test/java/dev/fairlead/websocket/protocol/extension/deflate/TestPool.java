package dev.fairlead.websocket.protocol.extension.deflate;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Counts what it lends, and lends nothing twice, so that a stream that is used after its release is noticed. */
public final class TestPool implements ZlibPool {
    int lent;
    int returned;

    @Override
    public Deflater deflater(int level, Strategy strategy) {
        lent++;
        Deflater deflater = new Deflater(level, true);
        switch (strategy) {
            case DEFAULT -> {
            }
            case FILTERED -> deflater.setStrategy(Deflater.FILTERED);
            case HUFFMAN_ONLY -> deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            case RLE, FIXED -> throw new IllegalArgumentException("java.util.zip has no strategy " + strategy);
        }
        return deflater;
    }

    @Override
    public void release(Deflater deflater, int level, Strategy strategy) {
        returned++;
        deflater.end();
    }

    @Override
    public Inflater inflater() {
        lent++;
        return new Inflater(true);
    }

    @Override
    public void release(Inflater inflater) {
        returned++;
        inflater.end();
    }
}
