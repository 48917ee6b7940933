package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.deflate.Strategy;

/** What kind of data the compression of permessage-deflate is tuned for. It changes size and speed only. */
public enum DeflateStrategy {
    /** Right for nearly everything. */
    DEFAULT(Strategy.DEFAULT),
    /** For numbers that vary little, as samples and coordinates. */
    FILTERED(Strategy.FILTERED),
    /** Huffman codes only: fast, and without any look at earlier data. */
    HUFFMAN_ONLY(Strategy.HUFFMAN_ONLY);

    private final Strategy strategy;

    DeflateStrategy(Strategy strategy) {
        this.strategy = strategy;
    }

    Strategy strategy() {
        return strategy;
    }
}
