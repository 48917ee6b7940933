package dev.fairlead.websocket.protocol.extension.deflate;

/** What kind of data a deflater is tuned for. It changes the ratio and the speed, never the validity. */
public enum Strategy {
    /** Matches and Huffman codes: right for nearly everything. */
    DEFAULT,
    /** Fewer short matches: for numbers that vary little, as samples and coordinates. */
    FILTERED,
    /** No matches at all: fast, and it never looks at the history. */
    HUFFMAN_ONLY,
    /** Matches of distance one only: runs of one byte, as in images. Nearly as fast as {@link #HUFFMAN_ONLY}. */
    RLE,
    /** Matches, but only the fixed Huffman codes of RFC 1951 section 3.2.6: cheap, and right for small messages. */
    FIXED
}
