package dev.fairlead.websocket.container;

import dev.fairlead.websocket.PerMessageDeflate;
import dev.fairlead.websocket.Settings;
import dev.fairlead.websocket.protocol.extension.Accepted;
import dev.fairlead.websocket.protocol.extension.ExtensionOffer;
import dev.fairlead.websocket.protocol.extension.ServerExtensionFactory;
import dev.fairlead.websocket.protocol.extension.ServerNegotiation;
import jakarta.websocket.Extension;
import java.util.ArrayList;
import java.util.List;

/**
 * The extensions that an endpoint accepts. Immutable.
 *
 * @param factories in order of preference
 * @param installed the same, as Jakarta shows them
 */
record ServerExtensions(List<ServerExtensionFactory> factories, List<Extension> installed) {
    /**
     * Puts an endpoint's extensions before its container's.
     *
     * @param listed   the endpoint's, with or without an implementation; may be null
     * @param defaults those of the container, left out where the endpoint lists one of the same name
     * @param settings for a permessage-deflate without an implementation
     * @throws IllegalArgumentException if such a permessage-deflate has a parameter that isn't valid
     */
    static ServerExtensions of(List<Extension> listed, List<ServerExtensionFactory> defaults, Settings settings) {
        List<ServerExtensionFactory> factories = new ArrayList<>();
        List<Extension> installed = new ArrayList<>();
        boolean off = listed != null && listed.contains(PerMessageDeflate.off());
        for (Extension extension : listed == null ? List.<Extension>of() : listed) {
            if (!(off && extension.getName().equals(PerMessageDeflate.NAME))) {
                installed.add(extension);
                factories.add(factory(extension, settings));
            }
        }
        for (ServerExtensionFactory factory : defaults) {
            if (!(off && factory.name().equals(PerMessageDeflate.NAME))
                    && factories.stream().noneMatch(known -> known.name().equals(factory.name()))) {
                factories.add(factory);
                installed.add(factory instanceof Extension extension ? extension
                        : new NamedExtension(new ExtensionOffer(factory.name(), List.of())));
            }
        }
        return new ServerExtensions(List.copyOf(factories), List.copyOf(installed));
    }

    private static ServerExtensionFactory factory(Extension listed, Settings settings) {
        if (listed instanceof ServerExtensionFactory factory) {
            return factory;
        }
        return listed.getName().equals(PerMessageDeflate.NAME)
                ? PerMessageDeflate.serverOf(settings, listed)
                : new ListedExtension(NamedExtension.offer(listed));
    }

    /**
     * Negotiates, after the configurator has chosen. Of what it returns, an extension that the client asked for counts with
     * its parameters; an installed one stands for all offers of its name; one with parameters of the configurator's making
     * is negotiated as if the client had asked so; what the client didn't ask for is left out.
     *
     * @param configurator the endpoint's
     * @param offers       the client's
     * @return what was accepted
     */
    List<Accepted> negotiate(EndpointConfigurator configurator, List<ExtensionOffer> offers) {
        List<Extension> requested = new ArrayList<>();
        offers.forEach(offer -> requested.add(new NamedExtension(offer)));
        List<Extension> chosen = configurator.extensions(new ArrayList<>(installed), new ArrayList<>(requested));
        List<ExtensionOffer> negotiable = new ArrayList<>();
        for (Extension extension : chosen) {
            List<ExtensionOffer> named = offers.stream().filter(o -> o.name().equals(extension.getName())).toList();
            if (!requested.contains(extension) && installed.contains(extension)) {
                negotiable.addAll(named);
            } else if (!named.isEmpty()) {
                negotiable.add(NamedExtension.offer(extension));
            }
        }
        return ServerNegotiation.negotiate(factories, negotiable);
    }
}
