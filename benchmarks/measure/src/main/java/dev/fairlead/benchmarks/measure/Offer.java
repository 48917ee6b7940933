package dev.fairlead.benchmarks.measure;

import java.util.List;

/** What the load generator offers in its opening handshakes. */
final class Offer {
    /** Nothing: messages aren't compressed. */
    static final List<String> PLAIN = List.of();

    /**
     * permessage-deflate with context takeover and windows of 12 bits; for servers that decline these, with whatever they have.
     */
    static final List<String> COMPRESSED = List.of("--ext",
            "permessage-deflate; server_max_window_bits=12; client_max_window_bits=12,"
                    + " permessage-deflate; client_max_window_bits, permessage-deflate");

    /** permessage-deflate as browsers offer it: the server chooses all but that the context stays. */
    static final List<String> BROWSER = List.of("--ext", "permessage-deflate; client_max_window_bits");

    private Offer() {
    }
}
