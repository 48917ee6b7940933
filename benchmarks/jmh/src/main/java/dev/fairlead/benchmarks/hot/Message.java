package dev.fairlead.benchmarks.hot;

import dev.fairlead.benchmarks.codec.Corpus;
import dev.fairlead.websocket.protocol.frame.Opcode;
import java.util.List;

/** The messages that the comparison of the servers exchanges, too. */
public enum Message {
    /** A short text. */
    TEXT_64(Opcode.TEXT, 64),
    /** A document. */
    TEXT_1K(Opcode.TEXT, 1 << 10),
    /** Some pages of data. */
    BINARY_16K(Opcode.BINARY, 16 << 10),
    /** More than a buffer has room for. */
    BINARY_1M(Opcode.BINARY, 1 << 20);

    private static final int LEAST_BYTES = 80 << 10;
    private static final int LEAST_MESSAGES = 4;

    private final Opcode opcode;
    private final int size;

    Message(Opcode opcode, int size) {
        this.opcode = opcode;
        this.size = size;
    }

    Opcode opcode() {
        return opcode;
    }

    /** Bytes of payload. */
    int size() {
        return size;
    }

    /** Messages that come round again: together larger than a window of permessage-deflate, and smaller than a cache. */
    List<byte[]> cycle() {
        return Corpus.JSON.messages(size, Math.max(LEAST_MESSAGES, LEAST_BYTES / size));
    }
}
