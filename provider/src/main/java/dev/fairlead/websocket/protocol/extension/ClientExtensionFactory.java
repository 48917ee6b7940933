package dev.fairlead.websocket.protocol.extension;

import java.util.List;

/**
 * Offers an extension for the client side and creates it when the server accepts. Factories are immutable and used by
 * many threads.
 */
public interface ClientExtensionFactory {
    /**
     * The extension's registered name, as in the header.
     *
     * @return a token
     */
    String name();

    /**
     * What the request says.
     *
     * @return the parameters of the offer, in their order
     */
    List<ExtensionParameter> offer();

    /**
     * Takes the server's answer.
     *
     * @param response the answer's parameters in their order, duplicates kept
     * @param accepted the extensions that were confirmed before, in the order of negotiation
     * @return the extension, ready for one connection
     * @throws ExtensionNegotiationException if the answer doesn't fit the offer; the connection fails
     */
    NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted)
            throws ExtensionNegotiationException;
}
