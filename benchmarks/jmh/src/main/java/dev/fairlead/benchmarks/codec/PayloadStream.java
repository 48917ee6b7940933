package dev.fairlead.benchmarks.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stream of payloads without end, as zlib makes it at level 6. The cycle of messages is compressed twice by one deflater; as
 * it is longer than the window, the payloads of the second round are valid after each round that follows. A connection may
 * begin at several places of the round, with a payload that fills its window.
 */
public final class PayloadStream {
    private static final int LEVEL = 6;
    private static final int PLACES = 16;

    private final List<byte[]> payloads = new ArrayList<>();
    private final List<Opening> openings = new ArrayList<>();
    private final int size;

    /**
     * What a connection begins with.
     *
     * @param payload all that the messages after it may refer to
     * @param next    the number of the first message after it
     */
    public record Opening(byte[] payload, int next) {}

    /**
     * Compresses a cycle.
     *
     * @param cycle      messages of one size, more than a window together
     * @param windowBits 9 to 15
     */
    public PayloadStream(List<byte[]> cycle, int windowBits) {
        size = cycle.get(0).length;
        if ((long) size * cycle.size() <= 1 << windowBits) {
            throw new IllegalArgumentException(cycle.size() + " messages of " + size + " bytes fit into the window");
        }
        try (Jzlib.Deflating peer = deflater(windowBits)) {
            cycle.forEach(message -> peer.payload(0, message));
            cycle.forEach(message -> payloads.add(peer.payload(0, message)));
        }
        byte[] twice = new byte[2 * size * cycle.size()];
        for (int i = 0; i < 2 * cycle.size(); i++) {
            System.arraycopy(cycle.get(i % cycle.size()), 0, twice, i * size, size);
        }
        for (int i = 0; i < PLACES; i++) {
            int next = i * cycle.size() / PLACES;
            int end = (cycle.size() + next) * size;
            try (Jzlib.Deflating peer = deflater(windowBits)) {
                openings.add(new Opening(peer.payload(0, Arrays.copyOfRange(twice, end - (1 << windowBits), end)), next));
            }
        }
    }

    private static Jzlib.Deflating deflater(int windowBits) {
        return new Jzlib.Deflating(1, windowBits, LEVEL, Engine.memoryLevel(windowBits));
    }

    /**
     * What a connection begins with.
     *
     * @param connection its number, from 0
     * @return the opening
     */
    public Opening opening(int connection) {
        return openings.get(connection % PLACES);
    }

    /** Bytes of each message. */
    int size() {
        return size;
    }

    /**
     * The payload of a message.
     *
     * @param number of the message, from 0 without end
     * @return not to be changed
     */
    public byte[] payload(long number) {
        return payloads.get((int) (number % payloads.size()));
    }
}
