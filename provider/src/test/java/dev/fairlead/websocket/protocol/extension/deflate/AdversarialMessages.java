package dev.fairlead.websocket.protocol.extension.deflate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Seeded messages of one conversation, of 0 bytes to 1 MiB, of the kinds that a compressor finds easy and hard. */
final class AdversarialMessages {
    private final Messages random;
    private final int window;
    private final int most;
    private byte[] edge = {};

    /**
     * Begins a conversation.
     *
     * @param seed       for the failure's message
     * @param windowBits some messages repeat just at this distance
     * @param most       bytes of the largest
     */
    AdversarialMessages(long seed, int windowBits, int most) {
        random = new Messages(seed);
        window = 1 << windowBits;
        this.most = most;
    }

    byte[] next() {
        int length = switch (random.below(10)) {
            case 0 -> random.below(4);
            case 1 -> random.below(most + 1);
            case 2, 3 -> random.below(Math.min(most, 1 << 16) + 1);
            default -> random.below(Math.min(most, 2000) + 1);
        };
        return switch (random.below(9)) {
            case 0 -> random.json(length);
            case 1 -> random.prose(length);
            case 2 -> random.noise(length);
            case 3 -> new byte[length];
            case 4 -> random.repetition(length);
            case 5 -> compressed(random.json(Math.max(1, length)));
            case 6 -> atTheWindowsEdge(length);
            case 7 -> nearlyAtTheWindowsEdge();
            default -> random.next(Math.max(1, length));
        };
    }

    int below(int bound) {
        return random.below(bound);
    }

    private static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** Noise with a period of exactly the window. */
    private byte[] atTheWindowsEdge(int length) {
        byte[] bytes = Arrays.copyOf(random.noise(Math.min(length, window)), length);
        for (int i = window; i < length; i++) {
            bytes[i] = bytes[i - window];
        }
        return bytes;
    }

    /** A window's length of noise, or what the last such message said again: one byte more, or fewer, lies between. */
    private byte[] nearlyAtTheWindowsEdge() {
        if (window > most || random.below(3) == 0 || edge.length == 0) {
            edge = random.noise(Math.min(most, window + random.below(3) - 1));
            return edge;
        }
        return Arrays.copyOf(edge, Math.min(edge.length, 100 + random.below(200)));
    }
}
