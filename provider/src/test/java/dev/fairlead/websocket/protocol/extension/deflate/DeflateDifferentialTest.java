package dev.fairlead.websocket.protocol.extension.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.websocket.protocol.extension.deflate.TestCodecs.Engine;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What our engines deflate, inflated by others: conversations of compressed and uncompressed, whole and fragmented
 * messages over all settings. {@code mvn -Pdifferential verify -pl provider} has many more of them.
 */
class DeflateDifferentialTest {
    private static final int STREAMS = Integer.getInteger("differential.streams", 4);
    private static final int MOST = Integer.getInteger("differential.most", 1 << 16);
    private static final int MESSAGES = 25;
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    /** Takes the payload of a message, and returns what it inflates to. */
    @FunctionalInterface
    private interface Peer {
        byte[] inflate(byte[] payload) throws Exception;
    }

    /** Makes the peer of a connection. */
    @FunctionalInterface
    private interface Connect {
        Peer with(int windowBits, boolean contextTakeover) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void isUnderstoodByTheLetterOfTheRfcsWithinTheWindow(Engine engine) throws Exception {
        forAllSettings(engine, MOST / 2, (windowBits, contextTakeover) ->
                new StrictInflater(windowBits, contextTakeover)::inflate);
    }

    @ParameterizedTest
    @EnumSource
    void isUnderstoodByTheJdk(Engine engine) throws Exception {
        List<Inflater> streams = new ArrayList<>();
        try {
            forAllSettings(engine, MOST, (windowBits, contextTakeover) -> {
                Inflater stream = new Inflater(true);
                streams.add(stream);
                return payload -> inflate(stream, payload, contextTakeover);
            });
        } finally {
            streams.forEach(Inflater::end);
        }
    }

    private static byte[] inflate(Inflater stream, byte[] payload, boolean contextTakeover)
            throws DataFormatException {
        stream.setInput(withTail(payload));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        for (int count = stream.inflate(buffer); count > 0; count = stream.inflate(buffer)) {
            plain.write(buffer, 0, count);
        }
        assertThat(stream.needsInput()).isTrue();
        if (!contextTakeover) {
            stream.reset();
        }
        return plain.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void isUnderstoodByZlibWithinTheWindow(Engine engine) throws Exception {
        String missing = ZlibPeer.missing();
        assumeTrue(missing == null, missing);
        try (ZlibPeer zlib = new ZlibPeer()) {
            forAllSettings(engine, MOST, (windowBits, contextTakeover) -> {
                zlib.startInflater(windowBits);
                return payload -> {
                    byte[] plain = zlib.inflate(withTail(payload), payload.length < 3000);
                    if (!contextTakeover) {
                        zlib.startInflater(windowBits);
                    }
                    return plain;
                };
            });
        }
    }

    private static byte[] withTail(byte[] payload) {
        byte[] whole = Arrays.copyOf(payload, payload.length + TAIL.length);
        System.arraycopy(TAIL, 0, whole, payload.length, TAIL.length);
        return whole;
    }

    private static void forAllSettings(Engine engine, int most, Connect connect) throws Exception {
        for (int windowBits = 8; windowBits <= 15; windowBits++) {
            for (int stream = 0; stream < STREAMS; stream++) {
                talk(engine, most, connect, windowBits, stream);
            }
        }
    }

    private static void talk(Engine engine, int most, Connect connect, int windowBits, int stream) throws Exception {
        // one after the other, so that a few streams have met all levels and strategies
        int turn = stream + (windowBits - 8) * 5;
        Compression compression = engine.compression(1 + turn % 9, 1 + turn * 4 % 9, Strategy.values()[turn % 5],
                Tables.values()[turn % 2]);
        boolean contextTakeover = turn % 4 != 0;
        long seed = stream * 100L + windowBits;
        String settings = engine + ", window " + windowBits + ", context " + contextTakeover + ", " + compression
                + ", seed " + seed;
        AdversarialMessages messages = new AdversarialMessages(seed, windowBits, most);
        MessageDeflater deflater = engine.codec().deflater(windowBits, contextTakeover, compression);
        Peer peer = connect.with(windowBits, contextTakeover);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = messages.next();
            byte[] payload = deflate(deflater, message, messages);
            if (payload != null && !Arrays.equals(peer.inflate(payload), message)) {
                throw new AssertionError("message " + i + " of " + message.length + " bytes, " + settings);
            }
        }
    }

    /** Null where the message is sent uncompressed. */
    private static byte[] deflate(MessageDeflater deflater, byte[] message, AdversarialMessages random) {
        int how = random.below(6);
        if (how < 3) {
            ByteBuffer given = ByteBuffer.wrap(message);
            ByteBuffer payload = deflater.deflateIfSmaller(given);
            return payload == given ? null : bytes(payload);
        }
        if (how == 3) {
            return bytes(deflater.deflate(ByteBuffer.wrap(message), true));
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int from = 0;
        boolean last;
        do {
            int rest = message.length - from;
            int length = random.below(4) == 0 ? rest : random.below(Math.max(1, Math.min(rest, 5000)) + 1);
            length = Math.min(length, rest);
            last = from + length == message.length && random.below(3) > 0;
            payload.writeBytes(bytes(deflater.deflate(ByteBuffer.wrap(message, from, length), last)));
            from += length;
        } while (!last);
        return payload.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
