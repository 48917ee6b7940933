package dev.fairlead.websocket.protocol.extension;

import java.util.List;

/** A client's side of extension negotiation (RFC 6455 section 9.1). */
public final class ClientNegotiation {
    private ClientNegotiation() {
    }

    /**
     * Takes a server's answers.
     *
     * @param offered what was offered
     * @param answers what the response says
     * @return the extensions in the order of the response
     * @throws ExtensionNegotiationException if the server answers what wasn't offered, the same twice, or with
     *                                       parameters that don't fit, or if two extensions claim one reserved bit
     */
    public static List<NegotiatedExtension> confirm(List<? extends ClientExtensionFactory> offered,
            List<ExtensionOffer> answers) throws ExtensionNegotiationException {
        throw new UnsupportedOperationException();
    }
}
