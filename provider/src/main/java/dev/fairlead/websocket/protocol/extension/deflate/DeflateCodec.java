package dev.fairlead.websocket.protocol.extension.deflate;

/**
 * An engine of raw deflate (RFC 1951) as RFC 7692 section 7.2 uses it: makes the two halves that each connection has.
 * Thread-safe.
 */
public interface DeflateCodec {
    /**
     * Makes the sending half of a connection. It keeps what it is given in full: no distance in its output is larger
     * than 2 to the power of {@code windowBits}.
     *
     * @param windowBits      8 to 15
     * @param contextTakeover whether a message may refer to the messages before it
     * @param compression     level and strategy
     * @return not thread-safe
     */
    MessageDeflater deflater(int windowBits, boolean contextTakeover, Compression compression);

    /**
     * Makes the receiving half of a connection. It takes whatever any deflater makes within the window.
     *
     * @param windowBits      8 to 15: how far back the peer may refer
     * @param contextTakeover whether a message of the peer may refer to the messages before it
     * @return not thread-safe
     */
    MessageInflater inflater(int windowBits, boolean contextTakeover);
}
