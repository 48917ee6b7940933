package dev.fairlead.benchmarks.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** The JDK's streams, one for each connection and direction. They write into one array that is used again. */
final class PersistentJdk {
    private static final int ROOM = 1 << 18;
    private static final int TAIL = 4;

    private PersistentJdk() {
    }

    /** Compresses, as most WebSocket implementations in Java do. */
    static final class Deflating implements Sending {
        private final Deflater[] deflaters;
        private final boolean contextTakeover;
        private final byte[] out = new byte[ROOM];

        Deflating(int connections, boolean contextTakeover, int level) {
            this.contextTakeover = contextTakeover;
            deflaters = new Deflater[connections];
            for (int i = 0; i < connections; i++) {
                deflaters[i] = new Deflater(level, true);
            }
        }

        @Override
        public int send(int connection, byte[] message) {
            Deflater deflater = deflaters[connection];
            if (!contextTakeover) {
                deflater.reset();
            }
            deflater.setInput(message);
            int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - TAIL;
            if (length + TAIL == out.length) {
                throw new IllegalArgumentException(message.length + " bytes are too many for this");
            }
            return length;
        }

        @Override
        public void close() {
            for (Deflater deflater : deflaters) {
                deflater.end();
            }
        }
    }

    /** Decompresses. */
    static final class Inflating implements Receiving {
        private static final byte[] FLUSH = {0, 0, (byte) 0xFF, (byte) 0xFF};

        private final Inflater[] inflaters;
        private final byte[] out = new byte[ROOM];

        Inflating(int connections) {
            inflaters = new Inflater[connections];
            for (int i = 0; i < connections; i++) {
                inflaters[i] = new Inflater(true);
            }
        }

        @Override
        public int receive(int connection, byte[] payload) {
            try {
                Inflater inflater = inflaters[connection];
                inflater.setInput(payload);
                int length = inflater.inflate(out);
                inflater.setInput(FLUSH);
                return length + inflater.inflate(out, length, out.length - length);
            } catch (DataFormatException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public void close() {
            for (Inflater inflater : inflaters) {
                inflater.end();
            }
        }
    }
}
