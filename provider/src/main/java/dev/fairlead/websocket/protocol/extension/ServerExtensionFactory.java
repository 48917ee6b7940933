package dev.fairlead.websocket.protocol.extension;

import java.util.List;
import java.util.Optional;

/**
 * Negotiates an extension for the server side and creates it. Factories are immutable and used by many threads. They
 * are found by {@link java.util.ServiceLoader}, registered on a container, or given to an endpoint.
 */
public interface ServerExtensionFactory {
    /**
     * The extension's registered name, as in the header.
     *
     * @return a token
     */
    String name();

    /**
     * Answers one offer of a client. Of several offers of the same name each is tried in the client's order until one
     * is accepted.
     *
     * @param offer    the offer's parameters in their order, duplicates kept
     * @param accepted the extensions that were accepted before, in the order of negotiation
     * @return the answer, or empty to decline: an offer that isn't understood or can't be honoured in full is no error
     */
    Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted);
}
