package dev.fairlead.websocket.protocol.extension.deflate;

/** What kind of data a deflater is tuned for. It changes the ratio and the speed, never the validity. */
public enum Strategy {
    /** Matches and Huffman codes: right for nearly everything. */
    DEFAULT,
    /** Fewer short matches: for numbers that vary little, as samples and coordinates. */
    FILTERED,
    /** No matches at all: fast, and it never looks at the history. */
    HUFFMAN_ONLY
}
