package dev.fairlead.websocket.protocol.extension.deflate;

/**
 * An engine of raw deflate (RFC 1951) as RFC 7692 section 7.2 uses it: makes the two halves that each connection has.
 * Thread-safe.
 */
public interface DeflateCodec {
    /**
     * Checks that this engine can do what a configuration asks for; called when an endpoint is configured, so that
     * nobody gets less than was asked for.
     *
     * @param compression what {@link #deflater} will be given
     * @throws IllegalArgumentException if it can't; the message names the setting and the mend
     */
    default void require(Compression compression) {
    }

    /**
     * Makes the sending half of a connection. It keeps what it is given in full: no distance in its output is larger
     * than 2 to the power of {@code windowBits}.
     *
     * @param windowBits      8 to 15
     * @param contextTakeover whether a message may refer to the messages before it
     * @param compression     what {@link #require} has let pass
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
