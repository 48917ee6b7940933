package dev.fairlead.websocket;

/** What kind of data the compression of permessage-deflate is tuned for. It changes size and speed only. */
public enum DeflateStrategy {
    /** Right for nearly everything. */
    DEFAULT,
    /** For numbers that vary little, as samples and coordinates. */
    FILTERED,
    /** Huffman codes only: fast, and without any look at earlier data. */
    HUFFMAN_ONLY,
    /** Runs of one byte only, as in images; nearly as fast. The JDK's codec doesn't have it. */
    RLE,
    /** Matches with the codes that RFC 1951 fixes: cheap on small messages. The JDK's codec doesn't have it. */
    FIXED
}
