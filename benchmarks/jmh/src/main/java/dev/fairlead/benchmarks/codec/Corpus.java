package dev.fairlead.benchmarks.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kinds of messages. The same seed gives the same bytes on every JVM. */
public enum Corpus {
    /** Documents of records with ids, times, names, figures and words, as applications send them. */
    JSON,
    /** Sentences of words whose frequency falls as it does in English. */
    TEXT,
    /** Bytes that nothing can compress, as pictures and encrypted data. */
    NOISE;

    /** A history that comes round again must lie beyond every window. */
    private static final int LEAST_BYTES = 3 << 15;

    private static final int LEAST_MESSAGES = 16;
    private static final int MOST_MESSAGES = 2000;
    private static final long SEED = 20261122;

    /**
     * Makes a cycle of messages: at least 16, and at least three times the largest window together.
     *
     * @param size bytes of each, 48 or more
     * @return at most 2,000 messages
     */
    public List<byte[]> cycle(int size) {
        return messages(size, Math.min(MOST_MESSAGES, Math.max(LEAST_MESSAGES, 10 * LEAST_BYTES / size)));
    }

    /**
     * Makes messages.
     *
     * @param size  bytes of each, 48 or more
     * @param count how many
     * @return the messages
     */
    public List<byte[]> messages(int size, int count) {
        Random random = new Random(SEED + size);
        Words words = new Words(random);
        Records records = new Records(random, words);
        List<byte[]> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            messages.add(switch (this) {
                case JSON -> bytes(records.document(size));
                case TEXT -> bytes(words.text(size));
                case NOISE -> noise(random, size);
            });
        }
        return messages;
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
