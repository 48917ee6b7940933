package dev.fairlead.websocket.protocol.extension;

import java.util.ArrayList;
import java.util.List;

/** A client's side of extension negotiation (RFC 6455 section 9.1). */
public final class ClientNegotiation {
    private ClientNegotiation() {
    }

    /**
     * What a request says.
     *
     * @param offered the factories, in order of preference
     * @return the offers in the same order
     * @throws ExtensionFailedException if a factory threw something
     */
    public static List<ExtensionOffer> offers(List<? extends ClientExtensionFactory> offered) {
        List<ExtensionOffer> offers = new ArrayList<>();
        for (ClientExtensionFactory factory : offered) {
            try {
                offers.add(new ExtensionOffer(factory.name(), factory.offer()));
            } catch (Throwable e) {
                throw ExtensionFailedException.of(factory.name(), "to make an offer", e);
            }
        }
        return offers;
    }

    /**
     * Takes a server's answers. Where an extension was offered several times, as a first choice and its fallbacks, the
     * first offer that the answer fits is the one that was accepted. Names are compared exactly.
     *
     * @param offered what was offered
     * @param answers what the response says
     * @return the extensions in the order of the response
     * @throws ExtensionNegotiationException if the server answers what wasn't offered, the same twice, or with
     *                                       parameters that don't fit, or if two extensions claim one reserved bit; the
     *                                       extensions confirmed before are closed
     * @throws ExtensionFailedException      if a factory threw something else, or made no extension; likewise
     * @throws IllegalStateException         if a factory made an extension with another name; likewise
     */
    public static List<NegotiatedExtension> confirm(List<? extends ClientExtensionFactory> offered,
            List<ExtensionOffer> answers) throws ExtensionNegotiationException {
        List<NegotiatedExtension> extensions = new ArrayList<>();
        int taken = 0;
        try {
            for (ExtensionOffer answer : answers) {
                for (NegotiatedExtension extension : extensions) {
                    if (extension.name().equals(answer.name())) {
                        throw new ExtensionNegotiationException("the server accepted extension " + answer.name()
                                + " twice");
                    }
                }
                NegotiatedExtension extension = confirm(offered, answer, List.copyOf(extensions));
                extensions.add(extension);
                if (!extension.name().equals(answer.name())) {
                    throw new IllegalStateException("the factory of extension " + answer.name()
                            + " made an extension named " + extension.name());
                }
                if ((extension.rsvBits() & taken) != 0) {
                    throw new ExtensionNegotiationException("the server accepted extension " + answer
                            + " together with another one that uses the same reserved bit");
                }
                taken |= extension.rsvBits();
            }
        } catch (ExtensionNegotiationException | RuntimeException | Error e) {
            ExtensionPipeline.closeAfter(e, extensions);
            throw e;
        }
        return List.copyOf(extensions);
    }

    private static NegotiatedExtension confirm(List<? extends ClientExtensionFactory> offered, ExtensionOffer answer,
            List<NegotiatedExtension> confirmed) throws ExtensionNegotiationException {
        ExtensionNegotiationException refusal = null;
        for (ClientExtensionFactory factory : offered) {
            if (!factory.name().equals(answer.name())) {
                continue;
            }
            try {
                NegotiatedExtension extension = factory.confirm(answer.parameters(), confirmed);
                if (extension == null) {
                    throw new IllegalStateException("its factory made none");
                }
                return extension;
            } catch (ExtensionNegotiationException e) {
                if (refusal == null) {
                    refusal = e;
                } else {
                    refusal.addSuppressed(e);
                }
            } catch (Throwable e) {
                throw ExtensionFailedException.of(factory.name(), "to take an answer", e);
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        throw new ExtensionNegotiationException("the server accepted extension " + answer.name()
                + ", which wasn't offered");
    }
}
