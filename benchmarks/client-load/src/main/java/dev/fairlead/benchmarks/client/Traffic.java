package dev.fairlead.benchmarks.client;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** What the connections of a turn have in common: the message that goes back and forth, and how often it came. Thread-safe. */
final class Traffic {
    private static final String WORDS = "the quick brown fox jumps over the lazy dog and counts {\"id\":%07d,\"state\":\"open\"}; ";

    private final int depth;
    private final String text;
    private final byte[] binary;
    private final int size;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private volatile boolean sending;
    private volatile Throwable failure;

    /** Takes how many messages each connection has under way: none for no traffic. */
    Traffic(Turn turn, int depth) {
        this.depth = depth;
        size = turn.size();
        StringBuilder words = new StringBuilder();
        for (int i = 0; words.length() < size; i++) {
            words.append(String.format(WORDS, i));
        }
        words.setLength(size);
        text = turn.binary() ? null : words.toString();
        binary = turn.binary() ? words.toString().getBytes(StandardCharsets.US_ASCII) : null;
        sending = true;
    }

    /** The message if it is a text, or null. */
    String text() {
        return text;
    }

    /**
     * Sends the first messages of a connection, from its onOpen: nothing is read before that has returned, so only one thread
     * sends at a time, as some clients demand.
     */
    void begin(Session session) {
        try {
            for (int i = 0; i < depth; i++) {
                sent.increment();
                if (text != null) {
                    session.getBasicRemote().sendText(text);
                } else {
                    session.getBasicRemote().sendBinary(ByteBuffer.wrap(binary));
                }
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** A message of so many bytes came back; tells whether it is to be sent again. */
    boolean received(int length) {
        if (length != size) {
            failed(new IllegalStateException("a message of " + length + " bytes"));
        }
        received.increment();
        if (sending) {
            sent.increment();
            return true;
        }
        return false;
    }

    long received() {
        return received.sum();
    }

    void stop() {
        sending = false;
    }

    boolean isQuiet() {
        return sent.sum() == received.sum();
    }

    void ended() {
        ended.increment();
    }

    long endedConnections() {
        return ended.sum();
    }

    void failed(Throwable cause) {
        failure = cause;
        sending = false;
    }

    /** Throws what a connection has failed with. */
    void check() {
        if (failure != null) {
            throw new IllegalStateException("a connection failed: " + failure, failure);
        }
    }
}
