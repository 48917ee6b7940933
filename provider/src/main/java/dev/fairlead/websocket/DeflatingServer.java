package dev.fairlead.websocket;

import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionNegotiationException;
import dev.fairlead.websocket.protocol.extension.ExtensionParameter;
import dev.fairlead.websocket.protocol.extension.NegotiatedExtension;
import dev.fairlead.websocket.protocol.extension.deflate.ServerDeflate;
import java.util.List;
import java.util.Optional;

/**
 * A server's permessage-deflate in Jakarta's dress.
 *
 * @param factory what negotiates
 */
record DeflatingServer(ServerDeflate factory) implements ServerExtension {
    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the codec can't do what the settings say
     */
    static DeflatingServer of(DeflateSettings settings) {
        return new DeflatingServer(new ServerDeflate(
                settings.get(DeflateSetting.SERVER_MAX_WINDOW_BITS, PerMessageDeflate.DEFAULT_WINDOW_BITS),
                settings.get(DeflateSetting.CLIENT_MAX_WINDOW_BITS, PerMessageDeflate.DEFAULT_WINDOW_BITS),
                settings.get(DeflateSetting.SERVER_NO_CONTEXT_TAKEOVER, false),
                settings.get(DeflateSetting.CLIENT_NO_CONTEXT_TAKEOVER, false),
                settings.get(DeflateSetting.REQUIRE_CLIENT_MAX_WINDOW_BITS, false),
                DeflateCodecs.compression(settings),
                DeflateCodecs.codec(settings)));
    }

    /** The same with the limits of parameters, as portable programs state them. */
    DeflatingServer withLimits(List<ExtensionParameter> parameters) throws ExtensionNegotiationException {
        return new DeflatingServer(factory.withLimits(parameters));
    }

    @Override
    public String name() {
        return factory.name();
    }

    @Override
    public Optional<Accepted> accept(List<ExtensionParameter> offer, List<NegotiatedExtension> accepted) {
        return factory.accept(offer, accepted);
    }

    /**
     * Equal if all settings are. Written out, as {@code hashCode} is: handshakes compare what a configurator has chosen, and
     * code that the JDK generates at the first comparison is slow then, and before Java 18 keeps this class for good.
     */
    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof DeflatingServer server && factory.equals(server.factory);
    }

    @Override
    public int hashCode() {
        return factory.hashCode();
    }

    @Override
    public String toString() {
        return name() + "[serverMaxWindowBits=" + factory.serverMaxWindowBits()
                + ", clientMaxWindowBits=" + factory.clientMaxWindowBits()
                + ", serverNoContextTakeover=" + factory.serverNoContextTakeover()
                + ", clientNoContextTakeover=" + factory.clientNoContextTakeover()
                + ", requireClientMaxWindowBits=" + factory.requireClientMaxWindowBits()
                + ", " + DeflateCodecs.describe(factory.compression()) + "]";
    }
}
