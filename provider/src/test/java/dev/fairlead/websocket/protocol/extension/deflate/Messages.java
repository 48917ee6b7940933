package dev.fairlead.websocket.protocol.extension.deflate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Seeded messages of the kinds that matter to a compressor. */
public final class Messages {
    private static final String[] WORDS = {"price", "volume", "symbol", "time", "bid", "ask", "EUR", "USD", "open",
        "closed", "the", "harbour", "light", "pilot", "ship", "wind", "north"};

    private final Random random;

    public Messages(long seed) {
        random = new Random(seed);
    }

    /** JSON, prose, noise, runs or repetitions of an earlier piece, of any length up to the maximum. */
    public byte[] next(int maximum) {
        int length = random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(maximum + 1);
        return switch (random.nextInt(5)) {
            case 0 -> json(length);
            case 1 -> prose(length);
            case 2 -> noise(length);
            case 3 -> run(length);
            default -> repetition(length);
        };
    }

    public byte[] json(int length) {
        StringBuilder text = new StringBuilder("{");
        while (text.length() < length) {
            text.append('"').append(word()).append("\":").append(random.nextInt(100_000)).append(',');
        }
        text.setLength(length);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public byte[] prose(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(word()).append(random.nextInt(9) == 0 ? ". " : " ");
        }
        text.setLength(length);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] run(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) random.nextInt(4));
        return bytes;
    }

    /** Noise that comes again after some period: every distance up to the message's length occurs. */
    public byte[] repetition(int length) {
        byte[] bytes = noise(length);
        int period = 1 + random.nextInt(Math.max(1, length));
        for (int i = period; i < length; i++) {
            bytes[i] = bytes[i - period];
        }
        return bytes;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
