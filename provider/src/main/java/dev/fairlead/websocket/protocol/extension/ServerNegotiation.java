package dev.fairlead.websocket.protocol.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server's side of extension negotiation (RFC 6455 section 9.1). */
public final class ServerNegotiation {
    private ServerNegotiation() {
    }

    /**
     * Answers a client's offers: in the client's order, each extension at most once, the first acceptable offer of
     * each. An extension that would claim a reserved bit that another one has already is declined. Names are compared
     * exactly.
     *
     * @param factories what the endpoint has; of several with the same name the first is asked
     * @param offers    what the client offered
     * @return what was accepted, in the client's order
     * @throws ExtensionFailedException if a factory threw something; the extensions accepted before are closed
     * @throws IllegalStateException    if a factory made an extension with another name; likewise
     */
    public static List<Accepted> negotiate(List<? extends ServerExtensionFactory> factories,
            List<ExtensionOffer> offers) {
        List<Accepted> answers = new ArrayList<>();
        List<NegotiatedExtension> extensions = new ArrayList<>();
        int taken = 0;
        try {
            for (ExtensionOffer offer : offers) {
                ServerExtensionFactory factory = find(factories, offer.name());
                if (factory == null || isAccepted(extensions, offer.name())) {
                    continue;
                }
                Optional<Accepted> answer = accept(factory, offer, List.copyOf(extensions));
                if (answer.isEmpty()) {
                    continue;
                }
                NegotiatedExtension extension = answer.get().extension();
                if ((extension.rsvBits() & taken) != 0) {
                    ExtensionPipeline.closeAll(List.of(extension));
                    continue;
                }
                extensions.add(extension);
                if (!extension.name().equals(factory.name())) {
                    throw new IllegalStateException("the factory of extension " + factory.name()
                            + " made an extension named " + extension.name());
                }
                taken |= extension.rsvBits();
                answers.add(answer.get());
            }
        } catch (RuntimeException | Error e) {
            ExtensionPipeline.closeAfter(e, extensions);
            throw e;
        }
        return List.copyOf(answers);
    }

    private static Optional<Accepted> accept(ServerExtensionFactory factory, ExtensionOffer offer,
            List<NegotiatedExtension> before) {
        try {
            return factory.accept(offer.parameters(), before);
        } catch (Throwable e) {
            throw ExtensionFailedException.of(factory.name(), "to answer an offer", e);
        }
    }

    private static ServerExtensionFactory find(List<? extends ServerExtensionFactory> factories, String name) {
        for (ServerExtensionFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
        }
        return null;
    }

    private static boolean isAccepted(List<NegotiatedExtension> extensions, String name) {
        for (NegotiatedExtension extension : extensions) {
            if (extension.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
