package dev.fairlead.benchmarks.codec;

import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.GZIPException;
import com.jcraft.jzlib.Inflater;
import com.jcraft.jzlib.JZlib;
import java.util.Arrays;

/** jzlib's streams, one for each connection and direction. They write into one array that is used again. */
final class Jzlib {
    private static final int ROOM = 1 << 18;
    private static final int TAIL = 4;

    private Jzlib() {
    }

    /** Compresses. */
    static final class Deflating implements Sending {
        private final Deflater[] deflaters;
        private final byte[] out = new byte[ROOM];

        Deflating(int connections, int windowBits, int level, int memoryLevel) {
            deflaters = new Deflater[connections];
            for (int i = 0; i < connections; i++) {
                deflaters[i] = new Deflater();
                if (deflaters[i].init(level, -windowBits, memoryLevel) != JZlib.Z_OK) {
                    throw new IllegalArgumentException("jzlib doesn't take level " + level + ", window " + windowBits
                            + ", memory level " + memoryLevel);
                }
            }
        }

        @Override
        public int send(int connection, byte[] message) {
            return compress(connection, message);
        }

        private int compress(int connection, byte[] message) {
            Deflater deflater = deflaters[connection];
            deflater.setInput(message, 0, message.length, false);
            deflater.setOutput(out, 0, out.length);
            deflater.deflate(JZlib.Z_SYNC_FLUSH);
            return deflater.next_out_index - TAIL;
        }

        /** The payload itself. */
        byte[] payload(int connection, byte[] message) {
            return Arrays.copyOf(out, compress(connection, message));
        }

        @Override
        public void close() {
            // nothing but arrays
        }
    }

    /** Decompresses. */
    static final class Inflating implements Receiving {
        private static final byte[] FLUSH = {0, 0, (byte) 0xFF, (byte) 0xFF};

        private final Inflater[] inflaters;
        private final byte[] out = new byte[ROOM];

        Inflating(int connections, int windowBits) {
            inflaters = new Inflater[connections];
            try {
                for (int i = 0; i < connections; i++) {
                    inflaters[i] = new Inflater(windowBits, true);
                }
            } catch (GZIPException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public int receive(int connection, byte[] payload) {
            Inflater inflater = inflaters[connection];
            inflater.setOutput(out, 0, out.length);
            inflater.setInput(payload, 0, payload.length, false);
            inflater.inflate(JZlib.Z_SYNC_FLUSH);
            inflater.setInput(FLUSH, 0, FLUSH.length, false);
            inflater.inflate(JZlib.Z_SYNC_FLUSH);
            return inflater.next_out_index;
        }

        @Override
        public void close() {
            // nothing but arrays
        }
    }
}
