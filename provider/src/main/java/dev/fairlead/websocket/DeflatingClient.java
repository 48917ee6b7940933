package dev.fairlead.websocket;

import dev.fairlead.websocket.DeflateSettings.WindowOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.deflate.ClientDeflate;
import java.util.List;
import java.util.Optional;

/**
 * A client's permessage-deflate in Jakarta's dress.
 *
 * @param factory what negotiates
 */
record DeflatingClient(ClientDeflate factory) implements ClientExtension {
    /** What a client asks of the server's window that asks nothing. */
    private static final int ANY_WINDOW_BITS = 15;

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the codec can't do what the settings say
     */
    static DeflatingClient of(DeflateSettings settings) {
        Optional<Integer> window = settings.get(DeflateSetting.CLIENT_MAX_WINDOW_BITS);
        WindowOffer offer = settings.get(DeflateSetting.CLIENT_WINDOW_OFFER,
                window.isPresent() ? WindowOffer.WITH_VALUE : WindowOffer.WITHOUT_VALUE);
        return new DeflatingClient(new ClientDeflate(
                settings.get(DeflateSetting.SERVER_MAX_WINDOW_BITS, ANY_WINDOW_BITS),
                window.orElse(PerMessageDeflate.DEFAULT_WINDOW_BITS),
                switch (offer) {
                    case NONE -> ClientDeflate.WindowOffer.ABSENT;
                    case WITHOUT_VALUE -> ClientDeflate.WindowOffer.WITHOUT_VALUE;
                    case WITH_VALUE -> ClientDeflate.WindowOffer.WITH_VALUE;
                },
                settings.get(DeflateSetting.SERVER_NO_CONTEXT_TAKEOVER, false),
                settings.get(DeflateSetting.CLIENT_NO_CONTEXT_TAKEOVER, false),
                DeflateCodecs.compression(settings),
                DeflateCodecs.codec(settings)));
    }

    /** The same with the offer of parameters, as portable programs state it. */
    DeflatingClient withOffer(List<ExtensionParameter> parameters) throws ExtensionNegotiationException {
        return new DeflatingClient(factory.withOffer(parameters));
    }

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public List<ExtensionParameter> offer() {
        return factory.offer();
    }

    @Override
    public NegotiatedExtension confirm(List<ExtensionParameter> response, List<NegotiatedExtension> accepted)
            throws ExtensionNegotiationException {
        return factory.confirm(response, accepted);
    }

    @Override
    public String toString() {
        return name() + "[offer=" + new ExtensionOffer(name(), offer())
                + ", clientMaxWindowBits=" + factory.clientMaxWindowBits()
                + ", " + DeflateCodecs.describe(factory.compression()) + "]";
    }
}
