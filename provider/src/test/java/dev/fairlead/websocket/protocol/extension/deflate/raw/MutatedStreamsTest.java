package dev.fairlead.websocket.protocol.extension.deflate.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.fairlead.websocket.protocol.ProtocolException;
import dev.fairlead.websocket.protocol.extension.deflate.MessageInflater;
import dev.fairlead.websocket.protocol.extension.deflate.Messages;
import dev.fairlead.websocket.protocol.extension.deflate.TestPool;
import dev.fairlead.websocket.protocol.extension.deflate.ZlibCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Streams of zlib with errors in them, inflated by zlib and by {@link RawInflater}: both make the same of them, or both
 * refuse. Two differences are meant: only the own one sees a distance that leaves a small window within a message, and
 * it demands that a message ends with the empty block.
 */
class MutatedStreamsTest {
    private static final int LIMIT = 20_000;

    private final TestDecoders decoders = new TestDecoders();
    private final TestPool pool = new TestPool();
    private Messages random;
    int same;
    int refused;
    int meant;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20261123, 4711})
    void areUnderstoodAsZlibUnderstandsThem(long seed) throws Exception {
        run(seed, 1500);
        assertThat(same).isGreaterThan(50);
        assertThat(refused).isGreaterThan(500);
        assertThat(decoders.lent()).isZero();
    }

    /** Mutates and inflates; a difference that isn't meant fails with what reproduces it. */
    void run(long seed, int streams) throws Exception {
        random = new Messages(seed);
        Deflater deflater = new Deflater(1, true);
        for (int i = 0; i < streams; i++) {
            deflater.reset();
            deflater.setLevel(1 + random.below(9));
            deflater.setStrategy(random.below(3));
            deflater.deflate(new byte[64], 0, 64, Deflater.SYNC_FLUSH);
            deflater.reset();
            int windowBits = random.below(2) == 0 ? 15 : 8 + random.below(7);
            compare(new byte[][] {mutated(payload(deflater)), mutated(payload(deflater))}, windowBits,
                    "stream " + i + " of seed " + seed);
        }
        deflater.end();
    }

    private byte[] payload(Deflater deflater) {
        byte[] plain = random.next(random.below(8) == 0 ? 5000 : 300);
        byte[] out = new byte[plain.length + 1000];
        int length = 0;
        // several blocks now and then
        int half = random.below(plain.length + 1);
        deflater.setInput(plain, 0, half);
        if (random.below(3) == 0) {
            length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
        }
        deflater.setInput(plain, half, plain.length - half);
        length += deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
        return length < 4 ? new byte[1] : Arrays.copyOf(out, length - 4);
    }

    private byte[] mutated(byte[] payload) {
        byte[] bytes = payload.clone();
        // errors near the beginning hit headers
        int reach = random.below(2) == 0 ? bytes.length : Math.min(bytes.length, 12);
        for (int flips = random.below(3); flips > 0; flips--) {
            bytes[random.below(reach)] ^= (byte) (1 << random.below(8));
        }
        return switch (random.below(12)) {
            case 0 -> Arrays.copyOf(bytes, random.below(bytes.length + 1));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.below(4));
            case 2 -> random.noise(bytes.length);
            default -> bytes;
        };
    }

    private void compare(byte[][] messages, int windowBits, String name) throws Exception {
        boolean contextTakeover = random.below(4) > 0;
        MessageInflater zlib = new ZlibCodec(pool).inflater(windowBits, contextTakeover);
        MessageInflater own = new RawInflater(decoders, windowBits, contextTakeover);
        try {
            for (byte[] message : messages) {
                int limit = random.below(4) == 0 ? random.below(600) : LIMIT;
                byte[] expected = null;
                ProtocolException refusal = null;
                try {
                    expected = whole(zlib, message, limit);
                } catch (ProtocolException e) {
                    refusal = e;
                }
                try {
                    byte[] inflated = random.below(2) == 0 ? whole(own, message, limit) : inParts(own, message, limit);
                    assertThat(inflated).as("%s, refused by zlib with %s", name, refusal).isEqualTo(expected);
                    same++;
                } catch (ProtocolException e) {
                    if (refusal == null && !isMeant(e)) {
                        fail(name + " is valid for zlib, but refused", e);
                    }
                    assertThat(e.closeCode()).as(name).isIn(1007, 1009);
                    meant += refusal == null ? 1 : 0;
                    refused++;
                    return;
                }
            }
        } finally {
            zlib.close();
            own.close();
        }
    }

    private static boolean isMeant(ProtocolException refusal) {
        return refusal.getMessage().contains(" in a window of ") || refusal.getMessage().contains("without the empty");
    }

    private static byte[] whole(MessageInflater inflater, byte[] message, int limit) throws ProtocolException {
        return bytes(inflater.inflate(ByteBuffer.wrap(message), true, limit));
    }

    private byte[] inParts(MessageInflater inflater, byte[] message, int limit) throws ProtocolException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int most = 1 + random.below(random.below(2) == 0 ? 4 : 200);
        int from = 0;
        while (message.length - from > most) {
            int length = random.below(most + 1);
            plain.writeBytes(bytes(
                    inflater.inflate(ByteBuffer.wrap(message, from, length), false, limit - plain.size())));
            from += length;
        }
        plain.writeBytes(bytes(inflater.inflate(ByteBuffer.wrap(message, from, message.length - from), true,
                limit - plain.size())));
        return plain.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
