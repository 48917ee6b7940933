package dev.fairlead.websocket.protocol.extension;

import java.util.List;

/** A server's side of extension negotiation (RFC 6455 section 9.1). */
public final class ServerNegotiation {
    private ServerNegotiation() {
    }

    /**
     * Answers a client's offers: in the client's order, each extension at most once, the first acceptable offer of each.
     * An extension that would claim a reserved bit that another one has already is declined.
     *
     * @param factories what the endpoint has; of several with the same name the first is asked
     * @param offers    what the client offered
     * @return what was accepted, in the client's order
     */
    public static List<Accepted> negotiate(List<? extends ServerExtensionFactory> factories,
            List<ExtensionOffer> offers) {
        throw new UnsupportedOperationException();
    }
}
