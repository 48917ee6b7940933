package dev.fairlead.websocket.protocol.extension.deflate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What others deflate, inflated by our engines in parts cut anywhere: conversations over all of zlib's settings and
 * flushes. {@code mvn -Pdifferential verify -pl provider} has many more of them.
 */
class InflateDifferentialTest {
    private static final int STREAMS = Integer.getInteger("differential.streams", 4);
    private static final int MOST = Integer.getInteger("differential.most", 1 << 16);
    private static final int MESSAGES = 25;
    private static final int[] JDK_STRATEGIES = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    private static final int[] FLUSHES = {ZlibPeer.NO_FLUSH, ZlibPeer.PARTIAL_FLUSH, ZlibPeer.SYNC_FLUSH,
        ZlibPeer.FULL_FLUSH, ZlibPeer.BLOCK};
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    @ParameterizedTest
    @EnumSource
    void understandsTheJdk(Engine engine) throws Exception {
        for (int stream = 0; stream < STREAMS * 4; stream++) {
            int level = stream % 10;
            int strategy = JDK_STRATEGIES[stream % 3];
            boolean contextTakeover = stream % 4 != 0;
            AdversarialMessages messages = new AdversarialMessages(stream, 15, MOST);
            String settings = engine + ", level " + level + ", strategy " + strategy + ", context " + contextTakeover
                    + ", seed " + stream;
            Deflater deflater = new Deflater(level, true);
            deflater.setStrategy(strategy);
            try (MessageInflater inflater = engine.codec().inflater(15, contextTakeover)) {
                for (int i = 0; i < MESSAGES; i++) {
                    byte[] message = messages.next();
                    check(inflater, deflate(deflater, message, messages), message, messages, settings);
                    if (!contextTakeover) {
                        deflater.reset();
                    }
                }
            } finally {
                deflater.end();
            }
        }
    }

    /** Flushed here and there in the middle, too. */
    private static byte[] deflate(Deflater deflater, byte[] message, AdversarialMessages random) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int cut = random.below(3) == 0 ? random.below(message.length + 1) : 0;
        if (cut > 0) {
            deflater.setInput(message, 0, cut);
            drain(deflater, payload, random.below(2) == 0 ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
        }
        if (cut == message.length) {
            // no flush makes two empty blocks in a row
            payload.writeBytes(new byte[] {0});
            return payload.toByteArray();
        }
        deflater.setInput(message, cut, message.length - cut);
        drain(deflater, payload, Deflater.SYNC_FLUSH);
        return withoutTail(payload.toByteArray());
    }

    private static void drain(Deflater deflater, ByteArrayOutputStream payload, int flush) {
        byte[] buffer = new byte[1 << 14];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, flush);
            payload.write(buffer, 0, count);
        } while (count == buffer.length || !deflater.needsInput());
    }

    @ParameterizedTest
    @EnumSource
    void understandsZlibWithEveryWindow(Engine engine) throws Exception {
        String missing = ZlibPeer.missing();
        assumeTrue(missing == null, missing);
        try (ZlibPeer zlib = new ZlibPeer()) {
            for (int windowBits = 9; windowBits <= 15; windowBits++) {
                for (int stream = 0; stream < STREAMS; stream++) {
                    talk(engine, zlib, windowBits, stream);
                }
            }
        }
    }

    private static void talk(Engine engine, ZlibPeer zlib, int windowBits, int stream) throws Exception {
        int turn = stream + (windowBits - 9) * 7;
        int level = turn % 10;
        int memoryLevel = 1 + turn * 4 % 9;
        int strategy = turn % 5;
        boolean contextTakeover = turn % 4 != 0;
        long seed = stream * 100L + windowBits;
        String settings = engine + ", window " + windowBits + ", level " + level + ", memory level " + memoryLevel
                + ", strategy " + strategy + ", context " + contextTakeover + ", seed " + seed;
        AdversarialMessages messages = new AdversarialMessages(seed, windowBits, MOST);
        zlib.startDeflater(level, windowBits, memoryLevel, strategy);
        try (MessageInflater inflater = engine.codec().inflater(windowBits, contextTakeover)) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] message = messages.next();
                ByteArrayOutputStream payload = new ByteArrayOutputStream();
                int from = 0;
                while (messages.below(3) == 0) {
                    int to = from + messages.below(message.length - from + 1);
                    payload.writeBytes(zlib.deflate(Arrays.copyOfRange(message, from, to),
                            FLUSHES[messages.below(FLUSHES.length)]));
                    from = to;
                }
                byte[] rest = Arrays.copyOfRange(message, from, message.length);
                // a stream that ends with a final block, and a new one without the peer knowing of it
                boolean ends = messages.below(8) == 0;
                payload.writeBytes(zlib.deflate(rest, ends ? ZlibPeer.FINISH : ZlibPeer.SYNC_FLUSH));
                byte[] bytes = payload.toByteArray();
                if (ends) {
                    bytes = Arrays.copyOf(bytes, bytes.length + 1);
                } else if (endsWithTail(bytes)) {
                    bytes = withoutTail(bytes);
                } else {
                    // nothing new to flush: the last flush of the message before ended it
                    bytes = Arrays.copyOf(bytes, bytes.length + 1);
                }
                if (ends || !contextTakeover) {
                    zlib.startDeflater(level, windowBits, memoryLevel, strategy);
                }
                check(inflater, bytes, message, messages, settings + ", message " + i);
            }
        }
    }

    private static boolean endsWithTail(byte[] payload) {
        return payload.length >= 4
                && Arrays.equals(payload, payload.length - 4, payload.length, TAIL, 0, 4);
    }

    private static byte[] withoutTail(byte[] payload) {
        return Arrays.copyOf(payload, payload.length - TAIL.length);
    }

    private static void check(MessageInflater inflater, byte[] payload, byte[] message, AdversarialMessages random,
            String settings) throws Exception {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int from = 0;
        while (random.below(2) == 0) {
            int to = from + random.below(Math.min(payload.length - from, 3000) + 1);
            add(plain, inflater.inflate(ByteBuffer.wrap(payload, from, to - from), false,
                    message.length - plain.size()));
            from = to;
        }
        add(plain, inflater.inflate(ByteBuffer.wrap(payload, from, payload.length - from), true,
                message.length - plain.size()));
        if (!Arrays.equals(plain.toByteArray(), message)) {
            throw new AssertionError(message.length + " bytes became others: " + settings);
        }
    }

    private static void add(ByteArrayOutputStream plain, ByteBuffer part) {
        plain.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    }
}
